import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { step1Frame, updateFrame } from '../../../server/sync/messages.ts';
import { crowd, Mallory } from '../../support/hostile.ts';
import { clientFrame, rawLine } from '../../support/raw-line.ts';
import { Seeded } from '../../support/seeded.ts';
import { sleep } from '../load/timing.ts';
import {
	bomb,
	copiedRecords,
	emptyRecords,
	largeTable,
	nestedBlocks,
	oddNodes,
	poisonedRecords
} from './changes.ts';
import type { Attack, HostileRole, Target } from './job.ts';
import { SCHEMA } from '../../../src/shared/text/roots.ts';

const PATIENCE = 3_000; // ms that a socket is held
const RAGE = 2_000; // ms

const WRITERS: readonly HostileRole[] = ['chair', 'rapporteur', 'delegate'];
const SEATED: readonly HostileRole[] = [...WRITERS, 'observer'];
const KNOWN: readonly HostileRole[] = [...SEATED, 'outsider'];
const ALL: readonly HostileRole[] = [...KNOWN, 'nobody'];

const pick = ({ below }: Target, list: readonly string[]) => list[below(list.length)] ?? '';

/** Opens a document socket, and ends it after a while if nobody else did. */
async function visit(
	target: Target,
	document: string,
	act: (socket: WebSocket) => void | Promise<void>
): Promise<void> {
	const { address } = target.job;
	const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/${SCHEMA}/${document}`, {
		headers: { cookie: target.cookie, origin: address }
	});
	socket.on('error', () => undefined);
	const closed = new Promise<number>((resolve) => socket.on('close', resolve));
	socket.on('open', () => void act(socket));
	const timer = setTimeout(() => socket.terminate(), PATIENCE);
	target.ended(`closed ${await closed}`);
	clearTimeout(timer);
}

/** Sends frames as fast as the line takes them. */
async function pour(socket: WebSocket, frames: Iterable<Uint8Array>): Promise<void> {
	for (const frame of frames) {
		if (socket.readyState !== socket.OPEN) return;
		await new Promise((resolve) => socket.send(frame, resolve));
	}
}

function* times(count: number, frame: Uint8Array): Generator<Uint8Array> {
	for (let i = 0; i < count; i++) yield frame;
}

/** A change to one of the documents in which the hostile write. */
const change = (name: string, make: (target: Target) => Uint8Array[]): Attack => ({
	...{ name, by: WRITERS },
	run: (target) =>
		visit(target, pick(target, target.job.briefings), (socket) =>
			pour(socket, make(target).map(updateFrame))
		)
});

/** Yjs without content: what every document lacks. */
const NOTHING = Y.encodeStateVector(new Y.Doc());

async function rage(target: Target): Promise<void> {
	const { address, board } = target.job;
	const place = `${address.replace('http', 'ws')}/sync/${SCHEMA}/${board}`;
	const mallory = new Mallory(place, target.cookie, new Seeded(target.below(2 ** 30)));
	const raging = mallory.rage(() => []);
	await sleep(RAGE);
	mallory.stop();
	await raging;
	for (const code of mallory.closes.keys()) target.ended(`closed ${code}`);
}

async function manySockets(target: Target): Promise<void> {
	await Promise.all(
		Array.from({ length: 200 }, () => visit(target, target.job.board, () => undefined))
	);
}

/** Goes on sending whatever it is told. */
async function deaf(target: Target): Promise<void> {
	const socket = await rawLine(
		target.job.address,
		`/sync/${SCHEMA}/${target.job.board}`,
		target.cookie
	);
	const frame = clientFrame(new Uint8Array(4 * 1024 * 1024 - 64));
	const until = Date.now() + PATIENCE;
	while (!socket.destroyed && Date.now() < until)
		await Promise.race([new Promise((sent) => socket.write(frame, sent)), sleep(PATIENCE)]);
	target.ended(socket.destroyed ? 'cut off' : 'gave up');
	socket.destroy();
}

async function manyEntries(target: Target): Promise<void> {
	const { address, session } = target.job;
	const extraHeaders = { cookie: target.cookie, origin: address };
	const socket = io(address, {
		path: '/live',
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		extraHeaders
	});
	const gone = new Promise<string>((resolve) => {
		socket.on('disconnect', resolve);
		socket.on('connect_error', ({ message }) => resolve(message));
	});
	socket.on('connect', () => {
		for (let i = 0; i < 20_000; i++) socket.emit('enter', session);
	});
	target.ended(await Promise.race([gone, sleep(PATIENCE, 'still connected')]));
	socket.disconnect();
}

/** What somebody does on sockets. */
export const ON_SOCKETS: readonly Attack[] = [
	{ name: 'broken and forged frames', by: SEATED, run: rage },
	{ name: 'frames that never stop', by: ALL, run: deaf },
	{ name: 'sockets without end', by: ALL, run: manySockets },
	{ name: 'entries without end', by: ALL, run: manyEntries },
	{
		...{ name: 'questions for everything', by: SEATED },
		run: (target) =>
			visit(target, pick(target, target.job.briefings), (socket) =>
				pour(socket, times(600, step1Frame(NOTHING)))
			)
	},
	{
		...{ name: 'crowds of presence', by: SEATED },
		run: (target) =>
			visit(target, target.job.board, (socket) => pour(socket, times(150, crowd(9_999))))
	},
	change('poisoned records', ({ below, job }) => poisonedRecords(below(2 ** 30), job.victim)),
	change('ids of others', ({ job }) => copiedRecords(job.records)),
	change('empty records', emptyRecords),
	change('nested blocks', nestedBlocks),
	change('odd nodes', oddNodes),
	change('bombs', bomb),
	change('large tables', largeTable)
];
