import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { wordsIn } from '#server/held/words.ts';
import { folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS } from '#server/sync/limits.ts';
import { Rooms, type HeldUpdate } from '#server/sync/rooms.ts';
import { Editor } from '../support/editor.ts';
import { MemoryStore } from '../support/memory-store.ts';

const notes = newId<DocumentId>();
const EARLIEST = 0; // says nothing of its schema
let rooms: Rooms;
let kept: HeldUpdate[];

beforeEach(() => {
	kept = [];
	const store = new MemoryStore();
	store.create(notes);
	rooms = new Rooms({
		...{ store, folding, limits: DEFAULT_LIMITS, onTrouble: () => undefined },
		authorize: () => Promise.resolve({ access: 'write', until: Infinity }),
		hold: (change) => Promise.resolve(kept.push(change) > 0)
	});
});
afterEach(() => rooms.close());

/** A tab that was open while the board was updated: it has the document as it was, and words of its own. */
function oldTab(name: string, schema: number): Editor {
	const editor = new Editor(name, undefined, schema);
	const line = new Y.XmlText();
	editor.doc.getXmlFragment('notes:x').insert(0, [line]);
	line.insert(0, 'words on the train');
	return editor;
}

describe('a program that writes documents of an earlier schema', () => {
	it('[R16] has its unsent words kept and readable, and is told so', async () => {
		const anna = oldTab('Anna', EARLIEST).join(rooms, notes);
		await anna.until(() => anna.held.length > 0);
		expect(anna.held).toEqual(['outdated']);
		expect(kept.map(({ reason, update }) => [reason, wordsIn(update)])).toEqual([
			['outdated', 'words on the train']
		]);
	});

	it.each([
		['the earliest by a code that it knows', EARLIEST, CLOSE.protocol],
		['a later one by one that says why', 1, CLOSE.outdated]
	])('with nothing unsent is closed, %s', async (_, schema, code) => {
		const anna = new Editor('Anna', undefined, schema).join(rooms, notes);
		await anna.until(() => anna.closed !== undefined);
		expect(anna.closed).toBe(code);
		expect(kept).toEqual([]);
	});

	it('gets nothing of the document, which it would show as empty, and others go on', async () => {
		const boris = await new Editor('Boris').joined(rooms, notes);
		const anna = oldTab('Anna', EARLIEST).join(rooms, notes);
		boris.type('today');
		await boris.saved();
		await anna.until(() => anna.held.length > 0);
		expect(anna.words).not.toContain('today');
		expect(boris.doc.getXmlFragment('notes:x').length).toBe(0);
	});
});
