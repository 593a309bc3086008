import { once } from 'node:events';
import type { Socket } from 'node:net';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { CLOSE, MESSAGE } from '#shared/protocol/sync.ts';
import {
	awarenessFrame,
	encodeEntries,
	step1Frame,
	step2Frame,
	updateFrame
} from '#server/sync/messages.ts';
import {
	crowd,
	flipped,
	forgedPresence,
	hugeNumber,
	join,
	someUpdates,
	truncated
} from '../support/hostile.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { wholeOf } from '../support/random-edits.ts';
import { rawLine } from '../support/raw-line.ts';
import { Seeded } from '../support/seeded.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';
import { SCHEMA } from '#shared/text/roots.ts';

const CASES = Number(process.env.HOSTILE_CASES ?? 400); // per level
const SEED = Number(process.env.SEED ?? 4_404);
const AT_ONCE = 16;

let meeting: Meeting;
let board: string;
let briefing: string;
let mallory: string;
let same: StockClient;
let other: StockClient;
/** The board before the attacks, with the client id of someone who is gone. */
let before: Uint8Array;
let gone: number;
const complaints = vi.spyOn(console, 'error'); // y-protocols logs there what it could not apply

beforeAll(async () => {
	meeting = await holdMeeting();
	const inside = await insideOf(meeting);
	board = inside.board;
	briefing = inside.documents['briefing'] ?? '';
	mallory = await meeting.cookie('commission');
	const former = await StockClient.open(meeting, board, 'ukraine');
	someUpdates(new Seeded(SEED), 200, former.doc);
	expect(await former.saved()).toBe(true);
	before = Y.encodeStateAsUpdate(former.doc);
	gone = former.doc.clientID;
	former.end();
	same = await StockClient.open(meeting, board, 'olga');
	other = await StockClient.open(meeting, briefing, 'chair', { version: '2.1' });
});
afterAll(async () => {
	same.end();
	other.end();
	await meeting.end();
});

/** The neighbours type, and their text is saved. */
async function goOn(): Promise<void> {
	for (const neighbour of [same, other]) neighbour.text.insert(0, '.');
	expect(await Promise.all([same.saved(), other.saved()])).toEqual([true, true]);
}

async function inBatches(attacks: readonly (() => Promise<void>)[]): Promise<void> {
	for (let at = 0; at < attacks.length; at += AT_ONCE) {
		const batch = attacks.slice(at, at + AT_ONCE).map((attack) => attack());
		await Promise.all([...batch, goOn()]);
	}
	expect(meeting.server.child.exitCode).toBeNull();
}

describe('[R11] WebSocket frames', () => {
	/** A TCP connection upgraded by hand, so that any byte can follow. */
	async function line(): Promise<Socket> {
		const socket = await rawLine(meeting.address, `/sync/${SCHEMA}/${board}`, mallory);
		await once(socket, 'data');
		return socket.resume();
	}

	const MASK = new Uint8Array(4);
	const hello = updateFrame(new Uint8Array([0, 0]));

	/** A frame with an arbitrary first byte and an arbitrary declared length. */
	function frame(head: number, payload: Uint8Array, length: number[] = [payload.length]) {
		const [first = 0, ...more] = length;
		return Buffer.from(join([head, 0x80 | first, ...more], MASK, payload));
	}

	const repeated = (bytes: Buffer, times: number) =>
		Buffer.concat(Array.from({ length: times }, () => bytes));

	/** Protocol violations that must end the connection. */
	const FATAL: [string, (seeded: Seeded) => Buffer][] = [
		['reserved bits', (seeded) => frame(0x82 | ((1 + seeded.below(7)) << 4), hello)],
		['opcodes 3 to 7', (seeded) => frame(0x83 + seeded.below(5), hello)],
		['opcodes 11 to 15', (seeded) => frame(0x8b + seeded.below(5), hello)],
		['no mask', () => Buffer.from([0x82, hello.length, ...hello])],
		['a control frame in parts', (seeded) => frame(0x08 + seeded.below(3), hello)],
		['a long ping', () => frame(0x89, new Uint8Array(126), [126, 0, 126])],
		['a length of 2^63', () => frame(0x82, hello, [127, 0x80, 0, 0, 0, 0, 0, 0, 0])],
		['a length of 2^64 - 1', () => frame(0x82, hello, [127, ...Array<number>(8).fill(255)])],
		['a length of 2^53', () => frame(0x82, hello, [127, 0, 0x20, 0, 0, 0, 0, 0, 0])],
		['a length of 1 GB', () => frame(0x82, hello, [127, 0, 0, 0, 0, 0x40, 0, 0, 0])],
		['the rest of nothing', () => frame(0x80, hello)],
		['a message within a message', () => Buffer.concat([frame(0x02, hello), frame(0x82, hello)])],
		['a close code that is none', (seeded) => frame(0x88, new Uint8Array([0, seeded.below(256)]))],
		['text that is not UTF-8', () => frame(0x81, new Uint8Array([0xc3, 0x28]))]
	];
	/** Frames that must be tolerated. */
	const HARMLESS: [string, (seeded: Seeded) => Buffer][] = [
		['a flood of pings', () => repeated(frame(0x89, hello), 5_000)],
		['a flood of pongs', () => repeated(frame(0x8a, hello), 5_000)],
		[
			'thousands of fragments',
			() => Buffer.concat([frame(0x02, hello), repeated(frame(0x00, new Uint8Array(1)), 20_000)])
		],
		[
			'thousands of empty fragments',
			() => Buffer.concat([frame(0x02, hello), repeated(frame(0x00, new Uint8Array()), 20_000)])
		],
		['a frame that never ends', () => frame(0x82, hello, [126, 0xff, 0xff])],
		['noise', (seeded) => Buffer.from(seeded.bytes(1 + seeded.below(200)))],
		['half a frame', (seeded) => frame(0x82, hello).subarray(0, 1 + seeded.below(8))]
	];

	async function attack(bytes: Buffer, isFatal: boolean): Promise<void> {
		const socket = await line();
		const ended = new Promise((resolve) => socket.on('close', resolve));
		socket.write(bytes);
		if (!isFatal) socket.end();
		await ended;
	}

	it('that violate the protocol end their own connection only', async () => {
		const seeded = new Seeded(SEED);
		const all = [
			...FATAL.map(([name, make]) => ({ name, make, isFatal: true })),
			...HARMLESS.map(([name, make]) => ({ name, make, isFatal: false }))
		];
		const attacks = Array.from({ length: CASES }, (_, at) => {
			const { make, isFatal } = at < all.length ? (all[at] ?? seeded.pick(all)) : seeded.pick(all);
			return () => attack(make(seeded), isFatal);
		});
		console.log(`SEED=${SEED} HOSTILE_CASES=${CASES}`);
		await inBatches(attacks);
	});
});

/** Sends frames on their own socket; resolves to the close code, or undefined if the socket still answers. */
async function give(frames: readonly (Uint8Array | string)[]): Promise<number | undefined> {
	const address = `${meeting.address.replace('http', 'ws')}/sync/${SCHEMA}/${board}`;
	const socket = new WebSocket(address, { headers: { cookie: mallory } });
	socket.on('error', () => undefined);
	const closed = new Promise<number>((resolve) => socket.on('close', resolve));
	await once(socket, 'open');
	const answered = new Promise<undefined>((resolve) =>
		socket.on('message', (data: Buffer) => {
			if (data[0] === MESSAGE.sync && data[1] === 1) resolve(undefined); // a step 2
		})
	);
	for (const frame of frames) socket.send(frame);
	socket.send(step1Frame(new Uint8Array([0])));
	const outcome = await Promise.race([closed, answered]);
	socket.terminate();
	await closed;
	return outcome;
}

type Attack = (seeded: Seeded) => readonly (Uint8Array | string)[];

const varBytes = (bytes: Uint8Array) =>
	encoding.encode((encoder) => encoding.writeVarUint8Array(encoder, bytes));
const varUints = (...numbers: number[]) =>
	encoding.encode((encoder) => numbers.forEach((it) => encoding.writeVarUint(encoder, it)));

const MESSAGES: Attack[] = [
	() => [new Uint8Array()],
	() => ['text', '{}'],
	(seeded) => [Uint8Array.of(seeded.pick([2, 4, 5, 7, 8, 99, 101, 103, 127]), 0, 0)],
	(seeded) => [join([0], varUints(3 + seeded.below(1_000)), varBytes(seeded.bytes(3)))],
	(seeded) => [join([seeded.below(2), seeded.below(3)], hugeNumber(seeded))],
	(seeded) => [hugeNumber(seeded)],
	(seeded) => [join([0, seeded.below(3)], varUints(1 + seeded.below(2 ** 30)), seeded.bytes(4))],
	(seeded) => [step1Frame(seeded.bytes(seeded.below(20)))],
	() => [step1Frame(varUints(2 ** 31, 1, 1)), step1Frame(varUints(1, 2 ** 50, 2 ** 50))],
	(seeded) => [join([102], hugeNumber(seeded)), join([102], varUints(60_000), seeded.bytes(3))],
	(seeded) => [seeded.bytes(seeded.below(64))],
	() => [Uint8Array.of(3), Uint8Array.of(3, 1, 2, 3)],
	() => [new Uint8Array(3 * 1024 * 1024)]
];

/** Changes to the earlier board, by a new client id or by one that is gone. */
function changes(seeded: Seeded): Uint8Array[] {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, before);
	if (seeded.below(4) === 0) doc.clientID = gone;
	return someUpdates(seeded, 2 + seeded.below(10), doc);
}

/** An update without content that deletes arbitrary ranges of anyone. */
function deletes(seeded: Seeded, client: number): Uint8Array {
	const ranges = Array.from({ length: seeded.below(4) }, () => [
		seeded.pick([0, 1, 7, 1_000, 2 ** 31, 2 ** 52]),
		seeded.pick([0, 1, 5, 2 ** 31, 2 ** 53 - 1])
	]);
	return varUints(0, 1, client, ranges.length, ...ranges.flat());
}

const UPDATES: Attack[] = [
	(seeded) => changes(seeded).map((it) => updateFrame(flipped(it, seeded))),
	(seeded) => changes(seeded).map((it) => step2Frame(flipped(it, seeded))),
	(seeded) => changes(seeded).map((it) => updateFrame(truncated(it, seeded))),
	(seeded) => changes(seeded).reverse().map(updateFrame),
	(seeded) => changes(seeded).slice(1).map(updateFrame),
	(seeded) => [updateFrame(flipped(Y.mergeUpdates(changes(seeded)), seeded))],
	(seeded) => [updateFrame(join(...changes(seeded)))],
	(seeded) => [updateFrame(flipped(before, seeded))],
	(seeded) => [updateFrame(deletes(seeded, seeded.below(2 ** 31)))],
	(seeded) => [updateFrame(deletes(seeded, gone))],
	(seeded) => [updateFrame(join(varUints(1, 1, seeded.below(2 ** 31), 0), seeded.bytes(20)))],
	(seeded) => [updateFrame(varUints(seeded.below(2 ** 31), seeded.below(2 ** 31), 1, 0))],
	(seeded) => [updateFrame(Y.convertUpdateFormatV1ToV2(changes(seeded)[0] ?? before))]
];

const presence = (client: number, clock: number, state: string) =>
	awarenessFrame(encodeEntries([{ client, clock, state }]));

const PRESENCE: Attack[] = [
	() => [crowd(9_999)],
	() => [join([1], varBytes(varUints(1_000_000, 1, 1)))],
	(seeded) => [presence(seeded.below(99), 1, '['.repeat(1_000_000))],
	(seeded) => [presence(seeded.below(99), 1, `{"a":${'['.repeat(1_000)}${']'.repeat(1_000)}}`)],
	(seeded) => [presence(seeded.below(99), 1, `{"big":"${'x'.repeat(1024 * 1024)}"}`)],
	(seeded) => [forgedPresence(seeded, [same.doc.clientID, gone]), presence(1, 2 ** 53 - 1, '{}')],
	() => [presence(same.doc.clientID, 2 ** 40, 'null'), presence(same.doc.clientID, 2 ** 41, '{}')],
	(seeded) => [flipped(presence(seeded.below(99), 3, '{"cursor":1}'), seeded)],
	(seeded) => [truncated(presence(seeded.below(99), 3, '{"cursor":1}'), seeded)],
	(seeded) => [join([1], hugeNumber(seeded))],
	() => [presence(7, 1, '{"__proto__":{"user":1},"user":{"name":"forged"}}')]
];

const KNOWN_ENDS: readonly (number | undefined)[] = [
	undefined,
	CLOSE.protocol,
	CLOSE.tooLarge,
	CLOSE.tryLater
];

describe.each<[string, Attack[]]>([
	['messages', MESSAGES],
	['updates', UPDATES],
	['presence', PRESENCE]
])('[R11] %s', (_, attacks) => {
	it('of any kind end at most their own socket', { timeout: 60_000 }, async () => {
		const seeded = new Seeded(SEED);
		const ends: (number | undefined)[] = [];
		const cases = Array.from({ length: CASES }, (_, at) => {
			const attack = attacks[at % attacks.length] ?? (() => []);
			return async () => void ends.push(await give(attack(seeded)));
		});
		await inBatches(cases);
		expect(ends.filter((end) => !KNOWN_ENDS.includes(end))).toEqual([]);
		console.log(
			Object.fromEntries(
				Map.groupBy(ends, String)
					.entries()
					.map(([k, v]) => [k, v.length])
			)
		);
	});
});

describe('afterwards', () => {
	it('[R4] [R8] [R11] a newcomer gets both documents whole, as the neighbours have them', async () => {
		expect(same.provider.awareness.getLocalState()).not.toBeNull();
		for (const [neighbour, document] of [
			[same, board],
			[other, briefing]
		] as const) {
			neighbour.offline();
			await neighbour.online();
			expect(await neighbour.saved()).toBe(true);
			const late = await StockClient.open(meeting, document, 'ukraine');
			expect(wholeOf(late.doc)).toEqual(wholeOf(neighbour.doc));
			expect(wholeOf(late.doc).pending).toEqual([null, null]);
			late.end();
		}
		expect(complaints.mock.calls).toEqual([]);
		expect((await meeting.server.stop()).stdout).not.toMatch(/^\{"level":(50|60)/m);
	});
});
