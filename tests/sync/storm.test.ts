import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { databaseFile } from '#server/store/connect.ts';
import { openDocumentLog } from '#server/store/document-log.ts';
import { Mallory } from '../support/hostile.ts';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { deskIn, editAnything, wholeOf, type Desk } from '../support/random-edits.ts';
import { Seeded } from '../support/seeded.ts';
import { insideOf, StockClient, type Version } from '../support/stock-client.ts';
import { SCHEMA } from '#shared/text/roots.ts';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 20);
const SEED = Number(process.env.SEED ?? 20_240_712);
const PEOPLE: readonly (readonly [Who, Version])[] = [
	['olga', '2.1'],
	['chair', '3.0'],
	['ukraine', '3.1'],
	['rapporteur', '2.1'],
	['olga', '3.1'],
	['chair', '3.0']
];
const BETWEEN_FAULTS = 1_500; // ms between two faults of the server
const ROUNDS = 5; // in which everyone leaves and comes back, until all are equal

interface Writer {
	readonly client: StockClient;
	readonly desk: Desk;
	readonly line: Line;
}

let meeting: Meeting;
let board: string;
const writers: Writer[] = [];
const complaints = vi.spyOn(console, 'error'); // y-protocols logs there what it could not apply
const closes = new Map<string, number>();
const logged: string[] = [];
const count = { steps: 0, torn: 0, away: 0, kills: 0, ends: 0, stops: 0 };

beforeAll(async () => {
	meeting = await holdMeeting();
	({ board } = await insideOf(meeting));
	for (const [who, version] of PEOPLE) writers.push(await writer(who, version));
});
afterAll(async () => {
	for (const { client, line } of writers) {
		client.end();
		await line.close();
	}
	await meeting.end();
});

async function writer(who: Who, version: Version): Promise<Writer> {
	const line = await layLine(meeting.address);
	const client = await StockClient.open(meeting, board, who, { version, address: line.address });
	client.provider.on('connection-close', (event) => {
		const code = event ? `${event.code} ${event.reason}` : 'left';
		closes.set(code, (closes.get(code) ?? 0) + 1);
	});
	return { client, line, desk: deskIn(client.doc) };
}

const pause = (milliseconds: number) => new Promise((next) => setTimeout(next, milliseconds));

function step({ client, desk, line }: Writer, seeded: Seeded): void {
	const chance = seeded.below(200);
	count.steps += 1;
	if (chance < 3) {
		count.torn += 1;
		line.tear();
		editAnything(desk, seeded); // its frame is the one to be torn
	} else if (chance < 6) {
		count.away += 1;
		client.offline();
	} else if (chance < 14) client.provider.connect();
	else editAnything(desk, seeded);
}

/** Causes a fault of the server; resolves when it runs again. */
async function strike(seeded: Seeded): Promise<void> {
	const { child } = meeting.server;
	switch (seeded.below(3)) {
		case 0:
			count.stops += 1;
			child.kill('SIGSTOP');
			await pause(100 + seeded.below(1_000));
			return void child.kill('SIGCONT');
		case 1:
			count.kills += 1;
			await meeting.kill();
			break;
		default:
			count.ends += 1;
			expect((await meeting.server.stop()).code).toBe(0);
	}
	await noteLog();
	await meeting.restart();
}

/** Collects unexpected log lines of the server that has just ended. */
async function noteLog(): Promise<void> {
	const { stdout, stderr } = await meeting.server.ended;
	const bad = stdout.split('\n').filter((line) => /^\{"level":(50|60)/.test(line));
	logged.push(...bad, ...stderr.split('\n').filter(Boolean));
}

async function strikeAgain(seeded: Seeded, until: number): Promise<void> {
	while (Date.now() < until) {
		await pause(BETWEEN_FAULTS);
		expect(meeting.server.child.exitCode).toBeNull(); // it must end only where the test ends it
		await strike(seeded);
	}
}

async function write(seeded: Seeded, until: number): Promise<void> {
	while (Date.now() < until) {
		step(seeded.pick(writers), seeded);
		if (seeded.below(3) === 0) await pause(seeded.below(20));
	}
}

/** Reconnects and saves everyone, until nobody has anything that another lacks. */
async function settle(): Promise<void> {
	for (let round = 0; round < ROUNDS; round++) {
		for (const { client } of writers) client.offline();
		for (const { client } of writers) await client.online();
		for (const { client } of writers) expect(await client.saved()).toBe(true);
		if (new Set(writers.map(({ client }) => JSON.stringify(wholeOf(client.doc)))).size === 1)
			return;
	}
}

async function coldJoin(): Promise<ReturnType<typeof wholeOf>> {
	const client = await StockClient.open(meeting, board, 'ukraine');
	const whole = wholeOf(client.doc);
	client.end();
	return whole;
}

async function stored(): Promise<ReturnType<typeof wholeOf>> {
	const log = openDocumentLog(databaseFile(meeting.folder));
	const found = await log.load(board as DocumentId);
	await log.close();
	const doc = new Y.Doc();
	if (found?.snapshot) Y.applyUpdate(doc, found.snapshot.state);
	for (const update of found?.updates ?? []) Y.applyUpdate(doc, update);
	return wholeOf(doc);
}

describe('six people, bad connections, a dying server and a hostile client', () => {
	it(
		'[R3] [R4] [R10] [R11] end up with the same document',
		{ timeout: (SECONDS + 60) * 1_000 },
		async () => {
			console.log(`SEED=${SEED} FUZZ_SECONDS=${SECONDS}`);
			const address = `${meeting.address.replace('http', 'ws')}/sync/${SCHEMA}/${board}`;
			const mallory = new Mallory(
				address,
				await meeting.cookie('commission'),
				new Seeded(SEED + 1)
			);
			const raging = mallory.rage(() => writers.map(({ client }) => client.doc.clientID));
			const until = Date.now() + SECONDS * 1_000;
			await Promise.all([write(new Seeded(SEED), until), strikeAgain(new Seeded(SEED + 2), until)]);
			mallory.stop();
			await raging;
			console.log(count, closes, mallory.frames, mallory.closes);

			await settle();
			const cold = await coldJoin();
			expect(cold.pending).toEqual([null, null]);
			for (const { client } of writers) expect(wholeOf(client.doc)).toEqual(cold);
			expect((await meeting.server.stop()).code).toBe(0);
			await noteLog();
			expect(await stored()).toEqual(cold);
			await meeting.restart();
			expect(await coldJoin()).toEqual(cold);

			expect(logged).toEqual([]);
			expect(complaints.mock.calls).toEqual([]);
			expect([...mallory.closes.keys()].filter((code) => !MALLORY_ENDS.has(code))).toEqual([]);
			expect([...closes.keys()].filter((code) => /^44/.test(code))).toEqual([]);
		}
	);
});

const MALLORY_ENDS = new Set<number>([
	...[1002, 1006, 1009],
	...[CLOSE.protocol, CLOSE.tooLarge, CLOSE.tryLater, CLOSE.goingAway]
]);
