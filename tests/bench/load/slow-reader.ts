import * as Y from 'yjs';
import { Seeded } from '../../support/seeded.ts';
import { Client } from './client.ts';
import { option, type Endpoint, type Figures, type Job } from './job.ts';
import { Replica } from './replica.ts';
import { sleep, waitUntil } from './timing.ts';
import { measureUsage, memoryOf } from './usage.ts';

const WRITER = 1_000_000_000;
const VALUE = 65_536; // characters of one value
const KEYS = 4; // overwritten in turn, so that the document stays small
const AHEAD = 64; // updates by which normal readers may lag: 4 MB
const PER_SECOND = 250; // updates: 16 MB
const SETTLE = 1_000; // ms for a server to become idle, and again to collect garbage
const MB = 1_048_576;
const LATE = 60_000; // ms; limit for readers to catch up in the end

/** Tracks how far a reader got, without holding the document. */
class Reader {
	readonly client: Client;
	reached = 0;

	constructor(endpoint: Endpoint, document: string) {
		this.client = new Client(endpoint, document, {
			update: (update) => {
				const end = Y.parseUpdateMeta(update).to.get(WRITER) ?? 0;
				this.reached = Math.max(this.reached, end);
			}
		});
	}
}

/** The live memory of a process, in bytes: garbage is collected first (`servers/collect.mjs`). */
async function neededMemory(pid: number): Promise<number> {
	await sleep(SETTLE);
	process.kill(pid, 'SIGUSR2');
	await sleep(SETTLE);
	return memoryOf(pid);
}

interface Flow {
	readonly endpoint: Endpoint;
	readonly document: string;
	readonly updates: number;
	readonly values: readonly string[];
}

/** Sends updates through a document, no faster than two normal readers receive them. Returns the memory then in use. */
async function flow({ endpoint, document, updates, values }: Flow): Promise<number> {
	const source = new Y.Doc();
	source.clientID = WRITER;
	const writer = new Client(endpoint, document);
	const readers = [new Reader(endpoint, document), new Reader(endpoint, document)];
	for (const { synced } of [writer, ...readers.map(({ client }) => client)]) await synced;
	source.on('update', (update: Uint8Array) => writer.sendUpdate(update));
	const behind = (sent: number) => sent - Math.min(...readers.map(({ reached }) => reached));
	const start = performance.now();
	for (let sent = 0; sent < updates; sent++) {
		source.getMap('values').set(`key ${sent % KEYS}`, values[sent % values.length]);
		const early = (sent * 1_000) / PER_SECOND - (performance.now() - start);
		if (early > 4) await sleep(early);
		if (behind(sent) > AHEAD) await arrive(() => behind(sent) <= AHEAD);
	}
	await arrive(() => behind(updates) === 0);
	const memory = await neededMemory(endpoint.pid);
	await Promise.all([writer, ...readers.map(({ client }) => client)].map((one) => one.end()));
	return memory;
}

async function arrive(isSo: () => boolean): Promise<void> {
	if (!(await waitUntil(isSo, LATE))) throw new Error('a normal reader did not get everything');
}

/** Resumes the paused reader, which reconnects if it was closed, and checks that it gets everything. */
async function resume(replica: Replica, endpoint: Endpoint, document: string, updates: number) {
	const hasAll = () => replica.clockOf(WRITER) === updates;
	replica.client.resume();
	await waitUntil(() => hasAll() || replica.client.isClosed, LATE);
	const closed = replica.client.isClosed ? 1 : 0;
	const last = hasAll() ? replica : new Replica(endpoint, document, replica.doc);
	const converged = await waitUntil(() => last.clockOf(WRITER) === updates, LATE);
	return { closed, converged: converged ? 1 : 0 };
}

/**
 * The same flow through three documents, the last one with a reader that has stopped reading; compares their memory.
 */
export async function slowReader(job: Job): Promise<Figures> {
	const { endpoint } = job;
	const [first = '', second = '', third = ''] = endpoint.documents;
	const random = new Seeded(job.seed);
	const letter = () => String.fromCharCode(97 + random.below(26));
	const values = Array.from({ length: 16 }, () => Array.from({ length: VALUE }, letter).join(''));
	const updates = Math.round((option(job, 'megabytes') * MB) / VALUE);
	const used = measureUsage(endpoint.pid);
	const through = (document: string) => flow({ endpoint, document, updates, values });
	const warm = await through(first); // an unused process grows anyway
	const without = await through(second);
	const paused = new Replica(endpoint, third);
	await paused.client.synced;
	paused.client.pause();
	const withPaused = await through(third);
	const { otherPct } = used();
	const end = await resume(paused, endpoint, third, updates);
	return {
		without: (without - warm) / MB,
		withPaused: (withPaused - without) / MB,
		...end,
		otherPct
	};
}
