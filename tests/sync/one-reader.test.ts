import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId } from '#shared/ids.ts';
import { CLOSE, MESSAGE } from '#shared/protocol/sync.ts';
import { folding, type Folding } from '#server/sync/fold.ts';
import { openFoldingThread } from '#server/sync/folding-thread.ts';
import { DEFAULT_LIMITS, type SyncLimits } from '#server/sync/limits.ts';
import { awarenessFrame, encodeEntries, step1Frame } from '#server/sync/messages.ts';
import { SharedCopies } from '#server/sync/shared-copies.ts';
import { Rooms } from '#server/sync/rooms.ts';
import { Editor } from '../support/editor.ts';
import { MemoryStore } from '../support/memory-store.ts';

const notes = newId<DocumentId>();
let store: MemoryStore;
let rooms: Rooms;
/** Differences that were asked for; each waits for this. */
let asked: number;
let held: Promise<void>;

const slowly: Folding = {
	...folding,
	async difference(state, vector) {
		asked += 1;
		await held;
		return folding.difference(state, vector);
	}
};

function open(limits: Partial<SyncLimits> = {}): void {
	rooms = new Rooms({
		...{ store, folding: slowly, limits: { ...DEFAULT_LIMITS, ...limits } },
		authorize: async () => ({ access: 'read', until: Infinity }),
		onTrouble: () => undefined
	});
}

beforeEach(() => {
	store = new MemoryStore();
	[asked, held] = [0, Promise.resolve()];
});
afterEach(() => rooms.close());

const enter = (name: string) => new Editor(name).joined(rooms, notes);

describe('a reader who asks again and again', () => {
	/** The document is a snapshot; `before` is the state vector of somebody who lacks the end of it. */
	async function snapshot(): Promise<Uint8Array> {
		const doc = new Y.Doc();
		doc.getText('text').insert(0, 'Good ');
		const before = Y.encodeStateVector(doc);
		doc.getText('text').insert(5, 'morning!');
		const update = Y.encodeStateAsUpdate(doc);
		store.create(notes, update);
		await store.compact(notes, 1, await folding.fold([update]));
		return before;
	}

	it('[R1] is answered one difference at a time, the last question of those that came meanwhile', async () => {
		const before = await snapshot();
		open();
		const olga = await enter('Olga');
		const { promise, resolve } = Promise.withResolvers<void>();
		held = promise;
		const frames = olga.frames.length;
		for (let times = 0; times < 600; times++) olga.give(step1Frame(before));
		expect(asked).toBe(1);
		resolve();
		await olga.until(() => olga.frames.length === frames + 2);
		expect(asked).toBe(2);
	});

	it('[R1] gets the whole document from the answer to its last question', async () => {
		const before = await snapshot();
		open();
		const otto = new Editor('Otto').join(rooms, notes);
		for (let times = 0; times < 5; times++) otto.give(step1Frame(before));
		otto.askAgain();
		await otto.reads('Good morning!');
		expect(otto.closed).toBeUndefined();
	});

	it('[R6] is not worked for once it has left', async () => {
		const before = await snapshot();
		open();
		const olga = await enter('Olga');
		const { promise, resolve } = Promise.withResolvers<void>();
		held = promise;
		for (let times = 0; times < 5; times++) olga.give(step1Frame(before));
		olga.cut();
		resolve();
		const late = await enter('Late');
		expect([late.words, asked]).toEqual(['Good morning!', 1]);
	});

	it('has the thread read one shared copy of the snapshot', async () => {
		const doc = new Y.Doc();
		doc.getText('text').insert(0, 'naïve – ünïcode 😀');
		const state = Y.encodeStateAsUpdate(doc);
		open();
		const copies = new SharedCopies();
		expect(copies.of(state)).toBe(copies.of(state));
		expect(copies.of(state).buffer).toBeInstanceOf(SharedArrayBuffer);
		const thread = openFoldingThread();
		const vector = Y.encodeStateVector(new Y.Doc());
		const answers = await Promise.all([1, 2, 3].map(() => thread.difference(state, vector)));
		for (const answer of answers) expect(answer).toEqual(state);
		await thread.close();
	});
});

describe('a burst of presence', () => {
	const bytesOf = (editor: Editor) =>
		editor.frames
			.filter(([type]) => type === MESSAGE.awareness)
			.reduce((sum, { length }) => sum + length, 0);

	/** Entries that leave under one number and come back under the next. */
	const wanderings = (from: number, count: number) =>
		Array.from({ length: count }, (_, at) => [
			{ client: from + at, clock: 1, state: JSON.stringify({ cursor: 'x'.repeat(1_900) }) },
			{ client: from + at, clock: 2, state: undefined }
		]).flat();

	async function pair(limits: Partial<SyncLimits> = {}) {
		store.create(notes);
		open(limits);
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		return { anna, boris };
	}

	it('[R8] in one message reaches others as one person’s presence', async () => {
		const { anna, boris } = await pair();
		anna.give(awarenessFrame(encodeEntries(wanderings(1, 2_000))));
		anna.show(1, { cursor: 1 }, 100_000);
		await boris.until(() => boris.presence.size > 0);
		expect(bytesOf(boris)).toBeLessThan(10_000);
	});

	it('[R8] in many messages of one tick reaches others as one person’s presence', async () => {
		const { anna, boris } = await pair();
		for (let times = 0; times < 100; times++)
			anna.give(awarenessFrame(encodeEntries(wanderings(10 * times, 1))));
		await boris.until(() => boris.presence.size > 0);
		expect(boris.presence.size).toBeLessThan(5);
		expect(bytesOf(boris)).toBeLessThan(10_000);
	});

	it('[R12] of many bytes closes the socket of its sender only', async () => {
		const { anna, boris } = await pair({ presenceBytesPerSecond: 1_000 });
		for (let clock = 1; clock < 20; clock++) anna.show(clock, { cursor: 'x'.repeat(1_500) });
		expect([anna.closed, anna.reason]).toEqual([CLOSE.tryLater, 'too much presence']);
		expect(boris.closed).toBeUndefined();
	});

	it('[R8] of a new number under which a client comes back is seen', async () => {
		const { anna, boris } = await pair();
		anna.show(1, { cursor: 1 }, 7);
		await boris.until(() => boris.presence.has(7));
		anna.show(2, null, 7);
		anna.show(1, { cursor: 2 }, 8);
		await boris.until(() => boris.presence.has(8));
		expect(boris.presence.get(7)?.state).toBeUndefined();
	});
});
