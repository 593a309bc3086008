// `npm run bench -- large-room`: opening a session of 31 documents, 300 people, 300 actions and notes of 100 pages in
// Chromium with an empty cache; and what 300 people in it cost the server, with a socket for each document and with two.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { start } from '../support/started.ts';
import { crowd } from './large-room/crowd.ts';
import { generateLargeRoom, type LargeRoom } from './large-room/generate.ts';
import { launch, open, type Opening } from './large-room/opening.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 9);

await ensureBuilt(ROOT, console.log);
const folder = await mkdtemp(join(tmpdir(), 'large-room-'));
try {
	const room = await generateLargeRoom(folder);
	await serving(async (address) => console.table(await openings(address, room)));
	const [board, other] = room.documents;
	const two = [board, other].filter((id) => id !== undefined);
	const costs: Record<string, unknown> = {};
	for (const [name, documents] of [
		['a socket for each document', room.documents],
		['two documents', two]
	] as const)
		costs[name] = await serving((address, pid) => crowd({ address, pid, room }, documents));
	console.table(costs);
} finally {
	await rm(folder, { recursive: true, force: true });
}

async function serving<T>(act: (address: string, pid: number) => Promise<T>): Promise<T> {
	const server = start({ env: { DATA_DIR: folder, LOG_LEVEL: 'warn' } });
	try {
		return await act(await server.address, server.child.pid ?? 0);
	} finally {
		await server.stop();
	}
}

/** The middle and the worst of several openings. */
async function openings(address: string, room: LargeRoom) {
	const browser = await launch();
	const all: Opening[] = [];
	try {
		for (let round = 0; round < ROUNDS; round++) all.push(await open(browser, address, room));
	} finally {
		await browser.close();
	}
	const sorted = (key: keyof Opening) => all.map((one) => one[key]).sort((a, b) => a - b);
	const row = (key: keyof Opening) => ({
		median: Math.round(sorted(key)[ROUNDS >> 1] ?? NaN),
		worst: Math.round(sorted(key).at(-1) ?? NaN)
	});
	return {
		'text on screen (ms)': row('text'),
		'kB before it': row('bytes'),
		'editor ready (ms)': row('editor'),
		'all actions listed (ms)': row('actions'),
		'kB in all': row('allBytes'),
		WebSockets: row('sockets')
	};
}
