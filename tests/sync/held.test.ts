import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS, type SyncLimits } from '#server/sync/limits.ts';
import type { Grant } from '#server/sync/connection.ts';
import { Rooms, type HeldUpdate } from '#server/sync/rooms.ts';
import { Editor } from '../support/editor.ts';
import { MemoryStore } from '../support/memory-store.ts';

const notes = newId<DocumentId>();
let rooms: Rooms;
let grant: Grant;
let kept: HeldUpdate[];
/** What keeping a change comes to. */
let mayKeep: boolean;

let limits: SyncLimits;

beforeEach(() => {
	[kept, mayKeep, grant] = [[], true, { access: 'write', until: Infinity }];
	limits = { ...DEFAULT_LIMITS, updateBytes: 10_000 };
	start();
});
afterEach(() => rooms.close());

function start(): void {
	const store = new MemoryStore();
	store.create(notes);
	rooms = new Rooms({
		...{ store, folding, onTrouble: () => undefined },
		limits,
		authorize: () => Promise.resolve(grant),
		hold: (change) => Promise.resolve(mayKeep && kept.push(change) > 0)
	});
}

const enter = (name: string) => new Editor(name).joined(rooms, notes);

/** The words in what was kept, upon what the document had before. */
function wordsWith(before: Y.Doc): string {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
	for (const { update } of kept) Y.applyUpdate(doc, update);
	return doc.getText('text').toString();
}

describe('a change that cannot be taken', () => {
	it('[R16] is kept when it was made offline and the session was closed meanwhile', async () => {
		const boris = await enter('Boris');
		boris.type('Good ');
		await boris.saved();
		const anna = new Editor('Anna');
		anna.type('morning');
		grant = { access: 'read', until: Infinity, holds: 'sealed' };
		await anna.joined(rooms, notes);
		await anna.until(() => anna.held.length > 0);
		expect(anna.held).toEqual(['sealed']);
		expect(kept).toMatchObject([{ document: notes, person: anna.principal.person }]);
		expect(wordsWith(new Y.Doc())).toBe('morning');
		expect(boris.words).toBe('Good ');
	});

	it('[R16] takes along what is built on it, and nothing of it is called saved', async () => {
		const anna = await enter('Anna');
		anna.type('Good ');
		await anna.saved();
		const before = new Y.Doc();
		Y.applyUpdate(before, Y.encodeStateAsUpdate(anna.doc));
		anna.type('x'.repeat(20_000));
		anna.type(' morning');
		anna.ask(7);
		await anna.until(() => anna.held.length > 0);
		expect(anna.held).toEqual(['too-large']);
		expect(wordsWith(before)).toBe(`Good ${'x'.repeat(20_000)} morning`);
		expect(anna.barriers).not.toContain(7);
		anna.type(' and more'); // it has been told, and has to come back
		expect(kept).toHaveLength(1);
		expect(anna.closed).toBeUndefined();
	});

	it('[R16] is kept, and not decoded in between, when it is small and costs much to read', async () => {
		limits = { ...DEFAULT_LIMITS, updateStructs: 1_000 };
		start();
		const anna = await enter('Anna');
		anna.doc.transact(() => {
			for (let i = 0; i < 20_000; i++) anna.doc.getArray('items').insert(0, [{ i }]);
		});
		await anna.until(() => anna.held.length > 0);
		expect(anna.held).toEqual(['too-large']);
		expect((await rooms.bytes(notes))?.head).toBe(0);
	});

	it('[R16] ends the socket with the old code when it cannot be kept', async () => {
		mayKeep = false;
		const anna = await enter('Anna');
		anna.type('x'.repeat(20_000));
		await anna.until(() => anna.closed !== undefined);
		expect(anna.closed).toBe(CLOSE.tooLarge);
	});

	it('[R5] is refused as before to somebody who never could write', async () => {
		grant = { access: 'read', until: Infinity };
		const otto = await enter('Otto');
		otto.type('!');
		expect(otto.denied).toHaveLength(1);
		expect(kept).toEqual([]);
	});
});
