import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#shared/protocol/sync.ts';
import { faultyDisk, noFaultyDisk, type FaultyDisk, type Part } from '../support/faulty-disk.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';

const GOOD_DISK = { LD_PRELOAD: '' };
const FAILS = /storing documents fails/;
const FAILS_TWICE = new RegExp(`${FAILS.source}[^]*${FAILS.source}`);

let folder: string;
let disk: FaultyDisk;
let meeting: Meeting;
let board: string;
let briefing: string;
let cookies: Record<'olga' | 'chair' | 'ukraine', string>;
let clients: StockClient[];

beforeEach(async () => {
	if (noFaultyDisk) return;
	folder = await mkdtemp(join(tmpdir(), 'storage-fails-'));
	disk = faultyDisk(folder);
	meeting = await holdMeeting(disk.env);
	const inside = await insideOf(meeting);
	board = inside.board;
	briefing = inside.documents['briefing'] ?? '';
	// Signing in writes, so everyone signs in before the disk fails.
	const cookie = (who: Who) => meeting.cookie(who);
	cookies = {
		olga: await cookie('olga'),
		chair: await cookie('chair'),
		ukraine: await cookie('ukraine')
	};
	clients = [];
});
afterEach(async () => {
	if (noFaultyDisk) return;
	for (const client of clients) client.end();
	disk.work();
	await meeting.end();
	await rm(folder, { recursive: true, force: true });
});

function come(who: keyof typeof cookies, document = board): StockClient {
	const client = new StockClient(meeting.address, document, cookies[who]);
	clients.push(client);
	return client;
}

async function enter(who: keyof typeof cookies, document = board): Promise<StockClient> {
	const client = come(who, document);
	await client.until(() => client.provider.synced);
	return client;
}

/** Kills and restarts the server, until it has printed its greeting, which needs a working disk. */
async function restarted(): Promise<void> {
	await meeting.kill();
	await meeting.restart();
	await meeting.says(/in a browser and sign in/);
}

/** Resolves when the registers have a document as it is stored. */
async function projected(document: string): Promise<void> {
	const behind = `select count(*) as count from document where id = '${document}' and projected_seq <
		(select max(seq) from document_update where document_id = document.id)`;
	while (rowOf<{ count: number }>(meeting, behind).count > 0)
		await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Tracks whether a promise has settled. */
function watch(promise: Promise<unknown>): { isSettled: boolean } {
	const watched = { isSettled: false };
	void promise.then(() => (watched.isSettled = true));
	return watched;
}

const FAULTS: [how: 'EIO' | 'ENOSPC', parts: Part[]][] = [
	['ENOSPC', ['write']],
	['EIO', ['write']],
	['EIO', ['fsync']]
];

describe.skipIf(noFaultyDisk)('a server with a failing disk', () => {
	it.each(FAULTS)(
		'[R3] keeps running, and reports nothing as saved until it is: %s at %s',
		async (...fault) => {
			const olga = await enter('olga');
			const chair = await enter('chair');
			olga.text.insert(0, 'Good morning');
			expect(await olga.saved()).toBe(true);

			disk.fail(fault[0], ...fault[1]);
			olga.text.insert(olga.text.length, ', all');
			const answer = olga.saved();
			const watched = watch(answer);
			await chair.until(() => chair.words === 'Good morning, all');
			await meeting.says(FAILS_TWICE);
			expect(watched.isSettled).toBe(false);

			const ukraine = await enter('ukraine'); // joins an open room: gets all of it, not only what is on disk
			expect(ukraine.words).toBe('Good morning, all');
			ukraine.text.insert(0, '* ');
			await olga.until(() => olga.words === '* Good morning, all');
			const later = ukraine.saved();
			expect(watched.isSettled).toBe(false);

			disk.work();
			expect(await answer).toBe(true);
			expect(await later).toBe(true);
			await meeting.says(/storing documents works again/);
			await meeting.kill();
			for (const client of clients) client.end(); // unsaved changes are gone with them
			await meeting.restart(GOOD_DISK);
			expect((await enter('chair')).words).toBe('* Good morning, all');
		}
	);

	it('[R3] if killed meanwhile, loses only what it never reported as saved', async () => {
		const olga = await enter('olga');
		olga.text.insert(0, 'Good morning');
		expect(await olga.saved()).toBe(true);
		disk.fail('EIO', 'write', 'fsync');
		olga.text.insert(olga.text.length, ', all');
		const answer = olga.saved();
		await meeting.says(FAILS_TWICE);
		await meeting.kill();
		expect(await answer).toBe(false);
		olga.offline();
		await meeting.restart(GOOD_DISK);
		const chair = await enter('chair');
		expect(chair.words).toBe('Good morning');
		await olga.online(); // keeps her words until they are saved
		expect(await olga.saved()).toBe(true);
		await chair.until(() => chair.words === 'Good morning, all');
	});

	it('[R3] lets nobody into a document that it cannot read until it can', async () => {
		const chair = await enter('chair', briefing);
		chair.text.insert(0, 'long '.repeat(50_000)); // too long to be in memory by chance later
		expect(await chair.saved()).toBe(true);
		const before = Y.encodeStateVector(chair.doc);
		for (const client of clients) client.end();
		await restarted(); // reads the briefing into the registers, by and by
		await projected(briefing);
		await restarted(); // now it is no longer open
		await enter('ukraine'); // her rights are then in memory, but the document is not

		disk.fail('EIO', 'write', 'fsync', 'read');
		const ukraine = come('ukraine', briefing);
		const closed: number[] = [];
		ukraine.provider.on('connection-close', (event) => event && closed.push(event.code));
		await ukraine.until(() => closed.length >= 2);
		await meeting.says(/"type":"ThreadError","message":"disk I\/O error"/);
		expect(new Set(closed)).toEqual(new Set([CLOSE.tryLater]));
		expect(ukraine.provider.synced).toBe(false);
		expect(Y.encodeStateVector(ukraine.doc)).toHaveLength(1); // empty

		disk.work();
		await ukraine.until(() => ukraine.provider.synced);
		expect(Y.encodeStateVector(ukraine.doc)).toEqual(before);
	});
});
