import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { linesIn, writeLine } from '../../../tests/support/lines.ts';
import { newId, type ActionId, type AgendaItemId, type DecisionId } from '../ids.ts';
import { addAction, changeAction, readActions, type NewAction } from './actions.ts';
import { cardsOf } from '../text/read.ts';
import { convertRecord } from './convert.ts';
import { addDecision, readDecisions, type NewDecision } from './decisions.ts';
import { notesOf, textOf, textsOf } from './schema.ts';

const item = newId<AgendaItemId>();
const made = { createdBy: undefined, createdAt: '2024-07-12T10:00:00Z', item };
const action = (text = 'share the list'): NewAction => ({
	...{ id: newId<ActionId>(), text, leadOrganisation: undefined, leadPerson: undefined },
	...{ support: [], due: undefined, unread: [] },
	...made
});
const decision = (text = 'to share the list'): NewDecision => ({
	...{ id: newId<DecisionId>(), kind: 'decision', verb: 'agreed', text },
	...made
});

/** A document with an action between two lines of the notes. */
function written() {
	const doc = new Y.Doc();
	const one = action();
	addAction(doc, one);
	const notes = notesOf(doc, item);
	writeLine(notes, 'before');
	writeLine(notes, '', `action:${one.id}`);
	writeLine(notes, 'after');
	return { doc, one, notes };
}

describe('a record is converted', () => {
	it('into another kind, in its place, and is gone itself', () => {
		const { doc, one, notes } = written();
		const next = decision();
		expect(convertRecord(doc, one.id, { into: 'decision', decision: next })).toBe(true);
		expect(readActions(doc)).toEqual([]);
		expect(readDecisions(doc)).toMatchObject([{ id: next.id, text: 'to share the list' }]);
		expect(linesIn(notes)).toEqual(['before', 'to share the list', 'after']);
		expect([...cardsOf(notes).seen]).toEqual([[next.id, 'decision']]);
	});

	it('into its line, in its place', () => {
		const { doc, one, notes } = written();
		const line = '! share the list';
		expect(convertRecord(doc, one.id, { into: 'text', line, otherwise: undefined })).toBe(true);
		expect(readActions(doc)).toEqual([]);
		expect(linesIn(notes)).toEqual(['before', '! share the list', 'after']);
	});

	it('into its line at the end of a text when no text contains it', () => {
		const doc = new Y.Doc();
		const one = decision();
		addDecision(doc, one);
		const otherwise = textOf(doc);
		const line = '= agreed: to share';
		expect(convertRecord(doc, one.id, { into: 'text', line, otherwise })).toBe(true);
		expect(linesIn(otherwise)).toEqual(['= agreed: to share']);
		expect(readDecisions(doc)).toEqual([]);
	});

	it('into nothing, and stays, when there is no place for its line', () => {
		const doc = new Y.Doc();
		const one = decision();
		addDecision(doc, one);
		const nowhere = { into: 'text', line: 'x', otherwise: undefined } as const;
		expect(convertRecord(doc, one.id, nowhere)).toBe(false);
		expect(readDecisions(doc)).toHaveLength(1);
	});

	it('wherever it stands, also in another text', () => {
		const { doc, one, notes } = written();
		writeLine(textOf(doc), '', `action:${one.id}`);
		const next = decision();
		convertRecord(doc, one.id, { into: 'decision', decision: next });
		for (const text of [notes, textOf(doc)])
			expect([...cardsOf(text).seen.keys()]).toEqual([next.id]);
	});

	it('only once: a record that is gone cannot be converted', () => {
		const { doc, one } = written();
		convertRecord(doc, one.id, { into: 'decision', decision: decision() });
		expect(convertRecord(doc, one.id, { into: 'action', action: action() })).toBe(false);
		expect(readActions(doc)).toEqual([]);
	});

	it('back by one undo, text and record together', () => {
		const { doc, one, notes } = written();
		const before = linesIn(notes);
		const roots = [doc.getMap('actions'), doc.getMap('decisions'), ...textsOf(doc)];
		const undo = new Y.UndoManager(roots, { trackedOrigins: new Set(['me']) });
		const next = decision();
		doc.transact(() => convertRecord(doc, one.id, { into: 'decision', decision: next }), 'me');
		undo.undo();
		expect(linesIn(notes)).toEqual(before);
		expect(readActions(doc)).toMatchObject([{ id: one.id, text: 'share the list' }]);
		expect(readDecisions(doc)).toEqual([]);
	});

	it('while someone else types beside it, and into it: what they typed into it stands below', () => {
		const { doc, one, notes } = written();
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
		writeLine(notesOf(other, item), 'meanwhile');
		changeAction(other, one.id, { text: 'share the whole list' });
		convertRecord(doc, one.id, { into: 'decision', decision: decision() });
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
		const lines = ['before', 'to share the list', 'whole ', 'after', 'meanwhile'];
		expect(linesIn(notes)).toEqual(lines);
		expect(readActions(doc)).toEqual([]);
	});
});
