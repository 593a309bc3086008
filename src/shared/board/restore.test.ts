import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Seeded } from '../../../tests/support/seeded.ts';
import { newId, type ActionId, type AgendaItemId } from '../ids.ts';
import { addAction, changeAction, readActions, withdrawAction } from './actions.ts';
import { addJudgement, headText, readHead, toggleTechnology } from './briefing-head.ts';
import { restoreInto } from './restore.ts';
import { notesOf, stampSchema, textOf } from './schema.ts';

const item = newId<AgendaItemId>();

function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}

function meet(...people: readonly Y.Doc[]): void {
	for (const one of people)
		for (const other of people) Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
}

function paragraph(words: string): Y.XmlElement {
	const made = new Y.XmlElement('paragraph');
	made.insert(0, [new Y.XmlText(words)]);
	return made;
}

function written(...words: readonly string[]): Y.Doc {
	const doc = new Y.Doc();
	stampSchema(doc);
	textOf(doc).insert(0, words.map(paragraph));
	return doc;
}

const lines = (doc: Y.Doc) => textOf(doc).toArray().map(String);

function wordsIn(doc: Y.Doc, index: number): Y.XmlText {
	const block = textOf(doc).get(index);
	const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
	if (!(text instanceof Y.XmlText)) throw new Error('there is no such paragraph');
	return text;
}

/** All visible content of a document, whatever its history. */
function content(doc: Y.Doc): unknown {
	const rich = [textOf(doc), notesOf(doc, item)].map(visible);
	return [rich, doc.getMap('actions').toJSON(), doc.getMap('technologies').toJSON(), readHead(doc)];
}

function visible(node: unknown): unknown {
	if (node instanceof Y.XmlText) return letters(node);
	if (node instanceof Y.XmlElement)
		return [node.nodeName, node.getAttributes(), node.toArray().map(visible)];
	return node instanceof Y.XmlFragment ? node.toArray().map(visible) : node;
}

/** Characters with their marks; the number of runs Yjs splits them into does not matter. */
function letters(text: Y.XmlText): string[] {
	const delta = text.toDelta() as { insert: string; attributes?: object }[];
	return delta.flatMap(({ insert, attributes = {} }) =>
		[...insert].map((letter) => letter + Object.keys(attributes).sort().join())
	);
}

describe('restoring', () => {
	it('brings back what was removed and removes what was added', () => {
		const doc = written('one', 'two', 'three');
		const version = copyOf(doc);
		textOf(doc).delete(1, 1);
		textOf(doc).insert(2, [paragraph('four')]);
		wordsIn(doc, 0).insert(3, ' more');
		restoreInto(doc, version);
		expect(lines(doc)).toEqual(lines(version));
	});

	it('changes nothing where nothing differs', () => {
		const doc = written('one', 'two');
		addAction(doc, action(newId()));
		const version = copyOf(doc);
		let changes = 0;
		doc.on('update', () => changes++);
		restoreInto(doc, version);
		expect(changes).toBe(0);
	});

	it('leaves untouched paragraphs alone, so that carets and undo in them survive', () => {
		const doc = written('one', 'two', 'three');
		const version = copyOf(doc);
		const undo = new Y.UndoManager(textOf(doc));
		wordsIn(doc, 0).insert(3, ' of mine');
		const kept = copyOf(doc);
		undo.stopCapturing();
		doc.transact(() => wordsIn(doc, 2).insert(0, 'theirs '), 'another');
		const caret = Y.createRelativePositionFromTypeIndex(wordsIn(doc, 0), 5);
		const first = textOf(doc).get(0);
		doc.transact(() => restoreInto(doc, kept), 'server');
		expect(textOf(doc).get(0)).toBe(first);
		expect(Y.createAbsolutePositionFromRelativePosition(caret, doc)?.index).toBe(5);
		undo.undo();
		expect(lines(doc)).toEqual(lines(version));
	});

	it('empties what the version did not have, and leaves the schema stamp and unknown roots alone', () => {
		const doc = written('one');
		const version = copyOf(doc);
		notesOf(doc, item).insert(0, [paragraph('late')]);
		headText(doc, 'known').insert(0, 'late');
		addJudgement(doc, newId());
		doc.getMap('of-a-later-program').set('a', 1);
		restoreInto(doc, version);
		expect(notesOf(doc, item).length).toBe(0);
		expect(readHead(doc)).toEqual(readHead(version));
		expect(doc.getMap('meta').toJSON()).toEqual({ schema: 1 });
		expect(doc.getMap('of-a-later-program').toJSON()).toEqual({ a: 1 });
	});

	it('keeps what someone types into the changed parts at the same moment', () => {
		const doc = written('the list of firms');
		const version = copyOf(doc);
		wordsIn(doc, 0).insert(4, 'long ');
		const anna = copyOf(doc);
		wordsIn(anna, 0).insert(wordsIn(anna, 0).length, ', in full');
		restoreInto(doc, version);
		meet(doc, anna);
		expect(lines(anna)).toEqual(['<paragraph>the list of firms, in full</paragraph>']);
		expect(lines(doc)).toEqual(lines(anna));
	});
});

describe('restored records', () => {
	it('are withdrawn if they were added later, and valid again if they were withdrawn since', () => {
		const doc = written();
		const [early, late] = [newId<ActionId>(), newId<ActionId>()];
		addAction(doc, action(early));
		const version = copyOf(doc);
		changeAction(doc, early, { priority: 'high', text: 'share nothing' });
		withdrawAction(doc, early);
		addAction(doc, action(late));
		restoreInto(doc, version);
		expect(readActions(doc)).toEqual(readActions(version));
		expect(readActions(doc).map(({ id }) => id)).toEqual([early]);
	});

	it('are updated in place, so that an offline change survives beside it', () => {
		const doc = written();
		const id = newId<ActionId>();
		addAction(doc, action(id));
		const version = copyOf(doc);
		changeAction(doc, id, { priority: 'high' });
		const anna = copyOf(doc);
		changeAction(anna, id, { due: '2024-09-30' });
		restoreInto(doc, version);
		meet(doc, anna);
		expect(readActions(anna)[0]).toMatchObject({ priority: 'normal', due: '2024-09-30' });
		expect(readActions(doc)).toEqual(readActions(anna));
	});
});

describe('random documents', () => {
	it('can be restored to any older state of themselves', () => {
		for (let seed = 1; seed <= 400; seed++) {
			const seeded = new Seeded(seed);
			const doc = grown(seeded, written('first', 'second'), 12);
			const version = copyOf(doc);
			grown(seeded, doc, 12);
			restoreInto(doc, version);
			expect(content(doc), `seed ${seed}`).toEqual(content(version));
			expect(content(copyOf(doc)), `seed ${seed}`).toEqual(content(version));
		}
	});

	it('converge for two people who edit meanwhile, with nothing duplicated', () => {
		for (let seed = 1; seed <= 200; seed++) {
			const seeded = new Seeded(seed);
			const doc = written('first', 'second');
			const version = copyOf(grown(seeded, doc, 10));
			grown(seeded, doc, 8);
			const [anna, boris] = [copyOf(doc), copyOf(doc)];
			typed(anna, 'ANNA');
			typed(boris, 'BORIS');
			restoreInto(doc, version);
			meet(doc, anna, boris);
			expect(content(anna), `seed ${seed}`).toEqual(content(boris));
			expect(content(doc), `seed ${seed}`).toEqual(content(anna));
			expect(takenOut(doc, /ANNA|BORIS/), `seed ${seed}`).toBe(2);
			expect(content(doc), `seed ${seed}`).toEqual(content(version));
		}
	});
});

/** Appends a paragraph. */
function typed(doc: Y.Doc, words: string): void {
	textOf(doc).insert(textOf(doc).length, [paragraph(words)]);
}

/** Removes blocks whose text matches, and counts them. */
function takenOut(doc: Y.Doc, what: RegExp): number {
	const found = lines(doc).flatMap((line, index) => (what.test(line) ? [index] : []));
	for (const index of found.reverse()) textOf(doc).delete(index, 1);
	return found.length;
}

function grown(seeded: Seeded, doc: Y.Doc, steps: number): Y.Doc {
	for (let step = 0; step < steps; step++)
		seeded.pick([growText, growTree, growMarks, growRecords, growHead])(seeded, doc);
	return doc;
}

const WORDS = ['list', ' of ', '😀', 'é', 'firms', '👍🏽', '\n', 'a'];
const somewhere = (seeded: Seeded, { length }: { length: number }) => seeded.below(length + 1);

function textsIn(node: Y.XmlFragment): Y.XmlText[] {
	return node.toArray().flatMap((child) => {
		if (child instanceof Y.XmlText) return [child];
		return child instanceof Y.XmlElement ? textsIn(child) : [];
	});
}

function growText(seeded: Seeded, doc: Y.Doc): void {
	const texts = textsIn(textOf(doc));
	if (texts.length === 0) return;
	const text = seeded.pick(texts);
	if (seeded.below(3) > 0) text.insert(somewhere(seeded, text), seeded.pick(WORDS));
	else if (text.length > 0) text.delete(seeded.below(text.length), 1);
}

function growMarks(seeded: Seeded, doc: Y.Doc): void {
	const texts = textsIn(textOf(doc)).filter(({ length }) => length > 0);
	if (texts.length === 0) return;
	const text = seeded.pick(texts);
	const at = seeded.below(text.length);
	const mark = seeded.pick([{ bold: {} }, { italic: {} }, { bold: null }]);
	text.format(at, 1 + seeded.below(text.length - at), mark);
}

function growTree(seeded: Seeded, doc: Y.Doc): void {
	const root = seeded.pick([textOf(doc), textOf(doc), notesOf(doc, item)]);
	if (root.length > 0 && seeded.below(3) === 0) return root.delete(seeded.below(root.length), 1);
	const block = seeded.pick([paragraph(seeded.pick(WORDS)), list(seeded), heading(seeded)]);
	root.insert(somewhere(seeded, root), [block]);
}

function list(seeded: Seeded): Y.XmlElement {
	const [made, point] = [new Y.XmlElement('bulletList'), new Y.XmlElement('listItem')];
	point.insert(0, [paragraph(seeded.pick(WORDS))]);
	made.insert(0, [point]);
	return made;
}

function heading(seeded: Seeded): Y.XmlElement {
	const made = new Y.XmlElement('heading');
	made.setAttribute('level', String(2 + seeded.below(3)));
	made.insert(0, [new Y.XmlText(seeded.pick(WORDS))]);
	return made;
}

function growRecords(seeded: Seeded, doc: Y.Doc): void {
	const ids = readActions(doc).map(({ id }) => id);
	if (ids.length === 0 || seeded.below(3) === 0) return addAction(doc, action(newId()));
	const id = seeded.pick(ids);
	if (seeded.below(3) === 0) withdrawAction(doc, id);
	else changeAction(doc, id, { text: seeded.pick(WORDS), priority: 'high' });
}

function growHead(seeded: Seeded, doc: Y.Doc): void {
	const known = headText(doc, 'known');
	known.insert(somewhere(seeded, known), seeded.pick(WORDS));
	toggleTechnology(doc, seeded.pick(['Chips', 'Drones']));
	if (seeded.below(4) === 0) addJudgement(doc, newId(), seeded.pick(WORDS));
}

function action(id: ActionId) {
	return {
		id,
		text: 'share the list',
		leadOrganisation: undefined,
		leadPerson: undefined,
		support: [],
		due: undefined,
		item: undefined,
		unread: ['soon'],
		createdBy: undefined,
		createdAt: '2024-07-12T10:00:00.000Z'
	};
}
