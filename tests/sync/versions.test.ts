import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId, type VersionId } from '#shared/ids.ts';
import { folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS } from '#server/sync/limits.ts';
import { Rooms } from '#server/sync/rooms.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { draftOf, editDocument, readDocument } from '../support/server-edit.ts';

const notes = newId<DocumentId>();
const named = (label: string) => ({ label, by: undefined });
let store: MemoryStore;
let rooms: Rooms;

beforeEach(() => {
	store = new MemoryStore();
	store.create(notes);
	rooms = new Rooms({
		store,
		folding,
		limits: DEFAULT_LIMITS,
		authorize: async () => ({ access: 'write', until: Infinity }),
		onTrouble: () => undefined
	});
});

afterEach(async () => {
	store.fault = undefined;
	await rooms.close();
});

const type = (words: string) => editDocument(rooms, notes, (doc) => append(doc, words));

function append(doc: Y.Doc, words: string): void {
	const text = doc.getText('text');
	text.insert(text.length, words);
}

async function wordsOf(version: VersionId): Promise<string> {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, (await rooms.versions.state(notes, version)) ?? new Uint8Array());
	return doc.getText('text').toString();
}

describe('a version', () => {
	it('[R15] holds the document as it was at that moment', async () => {
		await type('Good ');
		await type('morning');
		const kept = rooms.versions.keep(notes, named('First reading'));
		await type(', all');
		const version = await kept;
		expect(version).toMatchObject({ label: 'First reading', seq: 2 });
		expect(await wordsOf(version?.id ?? newId())).toBe('Good morning');
		expect(await rooms.versions.list(notes)).toEqual([version]);
	});

	it('[R15] is kept only once all of it is on disk', async () => {
		await type('Good');
		store.fault = new Error('the disk is full');
		const typed = type(' morning');
		await store.counted('appends', 2);
		const kept = rooms.versions.keep(notes, named('First reading'));
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(store.count.versions).toBe(0);
		store.fault = undefined;
		await typed;
		expect(await wordsOf((await kept)?.id ?? newId())).toBe('Good morning');
	});

	it('cannot be kept for a document that does not exist', async () => {
		expect(await rooms.versions.keep(newId<DocumentId>(), named('x'))).toBeUndefined();
		const edited = await rooms.versions.keepAndTake(newId<DocumentId>(), named('x'), () => {
			throw new Error('nothing is there to be changed');
		});
		expect(edited).toBeUndefined();
	});
});

describe('a change that keeps a version first', () => {
	const empty = async () => {
		const clear = (doc: Y.Doc) => doc.getText('text').delete(0, doc.getText('text').length);
		return (await draftOf(rooms, notes, clear))?.update;
	};

	it('[R15] keeps it once', async () => {
		await type('Good morning');
		const kept = await rooms.versions.keepAndTake(notes, named('Before'), empty);
		expect(await wordsOf(kept?.id ?? newId())).toBe('Good morning');
		expect(await rooms.versions.list(notes)).toHaveLength(1);
		expect(await readDocument(rooms, notes, (doc) => doc.getText('text').toString())).toBe('');
	});

	it('[R15] keeps everything typed up to the change itself', async () => {
		await type('Good');
		const letGo = store.hold();
		const changed = rooms.versions.keepAndTake(notes, named('Before'), empty);
		await store.counted('versions', 1);
		const typed = type(' morning');
		await store.counted('appends', 2);
		letGo();
		const kept = await changed;
		await typed;
		expect(await wordsOf(kept?.id ?? newId())).toBe('Good morning');
		expect(await rooms.versions.list(notes)).toHaveLength(2);
	});
});
