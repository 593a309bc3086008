import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MAX_RECORDS } from '#shared/board/fair-records.ts';
import { textOf } from '#shared/board/schema.ts';
import { newId, type DocumentId } from '#shared/ids.ts';
import { createLog } from '../boot/log.ts';
import { folding } from '../sync/fold.ts';
import { DEFAULT_LIMITS } from '../sync/limits.ts';
import { Rooms } from '../sync/rooms.ts';
import { MemoryStore } from '../../tests/support/memory-store.ts';
import { editDocument } from '../../tests/support/server-edit.ts';
import { DocumentReading } from './document-reading.ts';
import { openReadingThread, readHere, type Reader } from './reading-thread.ts';
import { writeLine } from '../../tests/support/lines.ts';

const notes = newId<DocumentId>();
const other = newId<DocumentId>();
let store: MemoryStore;
let rooms: Rooms;
let reader: Reader;
let reading: DocumentReading;

/** What the reader does in place of reading, for one call. */
let instead: (() => Promise<never>) | undefined;

beforeEach(() => {
	store = new MemoryStore();
	store.create(notes);
	store.create(other);
	instead = undefined;
	start(readHere());
});
afterEach(async () => {
	await rooms.close();
	await reader.close();
});

function start(real: Reader): void {
	reader = {
		ask: (...call) => {
			const failing = instead;
			instead = undefined;
			return failing ? failing() : real.ask(...call);
		},
		close: () => real.close()
	};
	rooms = new Rooms({
		...{ store, folding, limits: DEFAULT_LIMITS, onTrouble: () => undefined },
		authorize: async () => ({ access: 'write', until: Infinity })
	});
	reading = new DocumentReading({ rooms, reader, log: createLog('silent') });
}

const write = (words: string, id = notes) =>
	editDocument(rooms, id, (doc) => writeLine(textOf(doc), words));

async function words(id = notes): Promise<string> {
	const read = await reading.read(id, 'paper');
	if (read.kind !== 'read') return read.kind;
	return (read.value.body.content ?? [])
		.map(({ content = [] }) => content.map(({ text }) => text).join(''))
		.join('|');
}

describe('reading a document', () => {
	it.each([
		['here', readHere],
		['on a thread', openReadingThread]
	])('%s follows its changes', async (_, open) => {
		start(open());
		await write('One');
		expect(await words()).toBe('One');
		await write('Two');
		expect(await words()).toBe('One|Two');
		expect(await words(newId())).toBe('gone');
	});

	it('sends the whole of it again to a thread that has forgotten it', async () => {
		await write('One');
		await words();
		start(readHere());
		await write('Two');
		expect(await words()).toBe('One|Two');
	});

	it('is not tried again until it changes when it failed, and leaves others alone', async () => {
		await write('One');
		await write('Other', other);
		const told: DocumentId[] = [];
		reading.onTrouble((document) => told.push(document));
		instead = () => Promise.reject(new Error('a bomb'));
		expect(await reading.read(notes, 'paper')).toEqual({ kind: 'unreadable', trouble: 'broken' });
		expect(await words()).toBe('unreadable');
		expect(await words(other)).toBe('Other');
		expect([told, reading.unreadable.map(({ document }) => document)]).toEqual([[notes], [notes]]);
	});

	it('gives its records on a thread, and asks who wrote them when there are too many', async () => {
		start(openReadingThread());
		const fill = (count: number) =>
			editDocument(rooms, notes, (doc) => {
				for (let i = 0; i < count; i++)
					doc.getMap('actions').set(newId(), new Y.Map([['here', true]]));
			});
		await fill(10);
		const few = await reading.read(notes, 'records', []);
		expect(few.kind === 'read' && few.value?.actions.length).toBe(10);
		await fill(MAX_RECORDS);
		expect(await reading.read(notes, 'records', [])).toMatchObject({ value: undefined });
		const owners = (await rooms.authors(notes))?.owners();
		const many = await reading.read(notes, 'records', [], owners);
		expect(many.kind === 'read' && many.value?.actions.length).toBe(MAX_RECORDS);
	});

	it('of which the stored bytes are damaged says so, and does not throw', async () => {
		store.create(notes, new Uint8Array([1, 2, 3]));
		expect(await reading.read(notes, 'head')).toEqual({ kind: 'unreadable', trouble: 'damaged' });
	});

	it('survives a document that takes all memory of the thread', { timeout: 60_000 }, async () => {
		start(openReadingThread({ memory: 48 }));
		await write('Other', other);
		await editDocument(rooms, notes, fillWithItems);
		expect(await reading.read(notes, 'paper')).toMatchObject({ kind: 'unreadable' });
		expect(await words(other)).toBe('Other');
	});

	it('survives the deletion of what is nested deep', { timeout: 60_000 }, async () => {
		start(openReadingThread());
		const doc = new Y.Doc();
		doc.transact(() => deepen(doc, 4_000));
		await rooms.take(notes, Y.encodeStateAsUpdate(doc));
		await rooms.take(notes, new Uint8Array([0, 1, ...varUint(doc.clientID), 1, 0, 1]));
		await write('After');
		expect(await words()).toBe('After');
	});
});

/** Letters that Yjs cannot join, so that each costs an object. */
function fillWithItems(doc: Y.Doc): void {
	const all = doc.getArray('items');
	for (let i = 0; i < 150_000; i++) all.insert(0, [{ letter: i }]);
}

/** Maps in maps, as no editor of ours would make them. */
function deepen(doc: Y.Doc, levels: number): void {
	let inside: Y.Map<unknown> = doc.getMap('actions');
	for (let i = 0; i < levels; i++) {
		const next = new Y.Map<unknown>();
		inside.set('x', next);
		inside = next;
	}
}

function varUint(value: number): number[] {
	return value < 128 ? [value] : [(value % 128) | 128, ...varUint(Math.floor(value / 128))];
}

describe('an edit', () => {
	it('is a change like that of any client, and is on disk when it is done', async () => {
		await write('One');
		const state = Y.encodeStateAsUpdate(new Y.Doc());
		const by = newId<never>();
		expect(await reading.edit(notes, { by }, 'restore', state, undefined, [])).toMatchObject({
			kind: 'read'
		});
		expect(await words()).toBe('');
		expect(store.count.appends).toBe(2);
	});
});
