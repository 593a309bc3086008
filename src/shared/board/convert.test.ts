import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type ActionId, type AgendaItemId, type DecisionId } from '../ids.ts';
import { addAction, readActions, type NewAction } from './actions.ts';
import { paragraphOf, recordBlock, richTexts } from './blocks.ts';
import { convertRecord } from './convert.ts';
import { addDecision, readDecisions, type NewDecision } from './decisions.ts';
import { notesOf, textOf } from './schema.ts';

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
	notes.push([paragraphOf('before'), recordBlock('actionBlock', one.id), paragraphOf('after')]);
	return { doc, one, notes };
}

describe('a record is converted', () => {
	it('into another kind, in its place, and is gone itself', () => {
		const { doc, one, notes } = written();
		const next = decision();
		expect(convertRecord(doc, one.id, { into: 'decision', decision: next })).toBe(true);
		expect(readActions(doc)).toEqual([]);
		expect(readDecisions(doc)).toMatchObject([{ id: next.id, text: 'to share the list' }]);
		expect(notes.toJSON()).toBe(
			`<paragraph>before</paragraph><decisionblock id="${next.id}"></decisionblock><paragraph>after</paragraph>`
		);
	});

	it('into its line, in its place', () => {
		const { doc, one, notes } = written();
		const line = '! share the list';
		expect(convertRecord(doc, one.id, { into: 'text', line, otherwise: undefined })).toBe(true);
		expect(readActions(doc)).toEqual([]);
		expect(notes.toJSON()).toBe(
			'<paragraph>before</paragraph><paragraph>! share the list</paragraph><paragraph>after</paragraph>'
		);
	});

	it('into its line at the end of a text when no text contains it', () => {
		const doc = new Y.Doc();
		const one = decision();
		addDecision(doc, one);
		const otherwise = textOf(doc);
		const line = '= agreed: to share';
		expect(convertRecord(doc, one.id, { into: 'text', line, otherwise })).toBe(true);
		expect(otherwise.toJSON()).toBe('<paragraph>= agreed: to share</paragraph>');
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

	it('wherever it stands: in a list, and twice', () => {
		const { doc, one, notes } = written();
		const list = new Y.XmlElement('bulletList');
		const entry = new Y.XmlElement('listItem');
		entry.insert(0, [recordBlock('actionBlock', one.id)]);
		list.insert(0, [entry]);
		notes.push([list]);
		const next = decision();
		convertRecord(doc, one.id, { into: 'decision', decision: next });
		expect(notes.toJSON().match(new RegExp(next.id, 'g'))).toHaveLength(2);
		expect(notes.toJSON()).not.toContain(one.id);
	});

	it('only once: a record that is gone cannot be converted', () => {
		const { doc, one } = written();
		convertRecord(doc, one.id, { into: 'decision', decision: decision() });
		expect(convertRecord(doc, one.id, { into: 'action', action: action() })).toBe(false);
		expect(readActions(doc)).toEqual([]);
	});

	it('back by one undo, text and record together', () => {
		const { doc, one, notes } = written();
		const before = notes.toJSON();
		const roots = [doc.getMap('actions'), doc.getMap('decisions'), ...richTexts(doc)];
		const undo = new Y.UndoManager(roots, { trackedOrigins: new Set(['me']) });
		const next = decision();
		doc.transact(() => convertRecord(doc, one.id, { into: 'decision', decision: next }), 'me');
		undo.undo();
		expect(notes.toJSON()).toBe(before);
		expect(readActions(doc)).toMatchObject([{ id: one.id, text: 'share the list' }]);
		expect(readDecisions(doc)).toEqual([]);
	});

	it('while someone else types beside it', () => {
		const { doc, one, notes } = written();
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
		notesOf(other, item).insert(0, [paragraphOf('meanwhile')]);
		const next = decision();
		convertRecord(doc, one.id, { into: 'decision', decision: next });
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
		expect(notes.toJSON()).toContain('meanwhile');
		expect(notes.toJSON()).toContain(next.id);
	});
});
