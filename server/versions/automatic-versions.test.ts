import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '#shared/board/schema.ts';
import type { DocumentId } from '#shared/ids.ts';
import { createLog } from '../boot/log.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { readHere, type Reader } from '../reading/reading-thread.ts';
import { AutomaticVersions } from './automatic-versions.ts';
import { writeLine } from '../../tests/support/lines.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TEN = Date.UTC(2026, 10, 29, 10); // o'clock

let board: JointSession;
let chair: Seat;
let notes: DocumentId;
let keeper: AutomaticVersions;
let now: number;
let isFailing: boolean;

beforeEach(async () => {
	isFailing = false;
	board = await jointSession({ reader: readerThatMayFail() });
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	notes = await board.document();
	now = TEN;
	keeper = await newKeeper();
});
afterEach(async () => {
	await keeper.close();
	await board.end();
});

/** What keeps versions after a start of the board. */
async function newKeeper(): Promise<AutomaticVersions> {
	const made = new AutomaticVersions({ ...board, log: createLog('silent'), now: () => now });
	await made.start();
	return made;
}

const write = (words: string, id = notes) => board.edit(id, (doc) => writeLine(textOf(doc), words));

const list = async (id = notes) => done(await board.versions.list(chair.person, id));
const reasons = async (id = notes) => (await list(id)).map(({ reason }) => reason);

/** Reads here; states not at all while `isFailing`, as if each were made to end the reader. */
function readerThatMayFail(): Reader {
	const reader = readHere();
	return {
		ask: (call, given) =>
			isFailing && call !== 'draft' ? Promise.reject(new Error('a bomb')) : reader.ask(call, given),
		close: () => reader.close()
	};
}

describe('each hour', () => {
	it('a document that changed is kept once, when the hour is over', async () => {
		await write('One');
		await keeper.look();
		expect(await list()).toEqual([]);
		now = TEN + HOUR;
		expect(await keeper.look()).toBe(HOUR);
		await keeper.look();
		expect(await list()).toMatchObject([{ label: '', by: undefined, at: now, reason: 'hour' }]);
	});

	it('nothing is kept of what did not change, or what somebody has kept as it is', async () => {
		await write('One');
		done(await board.versions.keep(chair.person, notes, 'Adopted'));
		const untouched = await board.document({ kind: 'annex' });
		now = TEN + HOUR;
		await keeper.look();
		expect(await reasons()).toEqual([undefined]);
		expect(await reasons(untouched)).toEqual([]);
	});

	it('what changed before a restart is kept too', async () => {
		await write('One');
		await keeper.close();
		await board.documentLog.tidy(); // as at every start
		keeper = await newKeeper();
		await keeper.look();
		expect(await list()).toEqual([]);
		now = TEN + HOUR;
		await keeper.look();
		expect(await reasons()).toEqual(['hour']);
	});

	it('what could not be read is not kept, and is tried again an hour later', async () => {
		await write('One');
		isFailing = true;
		now = TEN + HOUR;
		await keeper.look();
		expect(await list()).toEqual([]);
		isFailing = false;
		await keeper.look();
		expect(await list()).toEqual([]);
		now = TEN + 2 * HOUR;
		await keeper.look();
		expect(await reasons()).toEqual(['hour']);
	});

	it('a document that is damaged leaves the others to be kept', async () => {
		const other = await board.document({ kind: 'annex' });
		await board.database
			.updateTable('document_update')
			.set({ data: new Uint8Array([1, 2, 3]) })
			.where('document_id', '=', notes)
			.execute();
		await keeper.keepSession(board.session, 'start');
		expect([await reasons(), await reasons(other)]).toEqual([[], ['start']]);
	});

	it('those who look at the versions are told', async () => {
		const told: DocumentId[] = [];
		board.events.on('versions', (document) => told.push(document));
		await write('One');
		now = TEN + HOUR;
		await keeper.look();
		expect(told).toEqual([notes]);
	});
});

describe('a session', () => {
	it('is kept at its start, once, and at its end', async () => {
		await keeper.keepSession(board.session, 'start');
		await write('One');
		await keeper.keepSession(board.session, 'start');
		await keeper.keepSession(board.session, 'end');
		expect(await reasons()).toEqual(['end', 'start']);
	});
});

describe('a document about to be migrated', () => {
	it('is kept before', async () => {
		expect(await keeper.beforeMigration(notes)).toBe(true);
		expect(await reasons()).toEqual(['migration']);
	});
});

/** Writes once in each hour of some days. */
async function liveThrough(days: number): Promise<void> {
	for (const end = now + days * DAY; now < end;) {
		await write('More');
		now += HOUR;
		await keeper.look();
	}
}

describe('thinning', () => {
	it('leaves those of a day, then one a day, and never touches what people kept', async () => {
		await write('One');
		const named = done(await board.versions.keep(chair.person, notes, 'First reading'));
		done(await board.versions.restore(chair.person, notes, named));
		await liveThrough(3);
		const versions = await list();
		const automatic = versions.filter(({ reason }) => reason);
		expect(automatic.filter(({ at }) => now - at < DAY)).toHaveLength(24);
		expect(automatic.length).toBeLessThanOrEqual(28);
		expect(versions.filter(({ reason }) => !reason).map(({ label }) => label)).toEqual([
			'Before restoring “First reading”',
			'First reading'
		]);
	});

	it('drops nothing, and keeps nothing, while the document cannot be read', async () => {
		await liveThrough(1);
		const before = await list();
		await write('A bomb');
		isFailing = true;
		expect(await board.reading.read(notes, 'head')).toMatchObject({ kind: 'unreadable' });
		now += 40 * DAY;
		await keeper.look();
		expect(await list()).toEqual(before);
	});

	it('does not count against those that people may keep', async () => {
		const name = { label: '', by: undefined, reason: 'hour' } as const;
		for (let i = 0; i < 210; i++) await board.rooms.versions.keep(notes, name);
		done(await board.versions.keep(chair.person, notes, 'Adopted'));
		done(await board.versions.restore(chair.person, notes, (await list())[3]?.id ?? fail()));
	});
});

const fail = (): never => {
	throw new Error('there is no such version');
};
