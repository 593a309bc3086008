import { io, type Socket } from 'socket.io-client';
import { SCHEMA } from '../../../src/shared/text/roots.ts';
import { Client } from '../load/client.ts';
import { forEachOf, sleep } from '../load/timing.ts';
import { measureUsage, memoryOf } from '../load/usage.ts';
import type { LargeRoom } from './generate.ts';

/** What a full room costs the server. */
export interface Cost {
	readonly sockets: number;
	/** MB more than before anybody came. */
	readonly memory: number;
	/** Seconds of processor time until all were in. */
	readonly joining: number;
	/** Seconds until all were in. */
	readonly took: number;
	/** Percent of a core while nobody types. */
	readonly resting: number;
}

const AT_ONCE = 20; // people coming at the same time
const SETTLES = 5_000; // ms
const RESTS = 10_000; // ms
const MEGABYTE = 1024 * 1024;

interface Place {
	readonly address: string;
	readonly pid: number;
	readonly room: LargeRoom;
}

/** Everybody comes in, each with the live channel and some of the documents, and stays a while. */
export async function crowd(
	{ address, pid, room }: Place,
	documents: readonly string[]
): Promise<Cost> {
	const before = memoryOf(pid);
	const [used, began] = [measureUsage(pid), performance.now()];
	const people: { live: Socket; notes: Client[] }[] = [];
	await forEachOf([...room.cookies], AT_ONCE, async (cookie) => {
		const live = io(address, { path: '/live', forceNew: true, extraHeaders: { cookie } });
		await new Promise<void>((resolve) => live.once('connect', resolve));
		const entered = live.emitWithAck('enter', room.session, Date.now());
		const endpoint = {
			...{ address: `${address.replace('http', 'ws')}/sync/${SCHEMA}/${room.session}/`, pid },
			...{ wire: 'yjs' as const, cookie, documents }
		};
		const notes = documents.map((id) => new Client(endpoint, id));
		people.push({ live, notes });
		await Promise.all([entered, ...notes.map(({ synced }) => synced)]);
	});
	const [{ cpuMs }, took] = [used(), (performance.now() - began) / 1_000];
	await sleep(SETTLES);
	const rest = measureUsage(pid);
	await sleep(RESTS);
	const cost = {
		sockets: people.length * (documents.length + 1),
		memory: (memoryOf(pid) - before) / MEGABYTE,
		...{ joining: cpuMs / 1_000, took, resting: rest().cpuPct }
	};
	for (const { live } of people) live.disconnect();
	await Promise.all(people.flatMap(({ notes }) => notes.map((note) => note.end())));
	return cost;
}
