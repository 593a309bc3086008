import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { linesIn, withoutLines, writeLine } from '../../../tests/support/lines.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import { newId, type ActionId, type AgendaItemId } from '../ids.ts';
import { addAction, changeAction, readActions, withdrawAction } from '../board/actions.ts';
import { addJudgement, headText, readHead, toggleTechnology } from '../board/briefing-head.ts';
import { restoreInto, restoreItem } from './restore.ts';
import { lettersOf } from '../text/marks.ts';
import { nestLines } from '../text/nest.ts';
import { headsOf, lettersBehind, startBehind } from '../text/place.ts';
import { readText } from '../text/read.ts';
import { segmentsOf } from '../text/segment.ts';
import { readHead as readLine, type Head } from '../text/head.ts';
import { moveLine, removeLine } from '../text/write.ts';
import { notesOf, stampSchema, textOf } from '../board/schema.ts';

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

function written(...words: readonly string[]): Y.Doc {
	const doc = new Y.Doc();
	stampSchema(doc);
	for (const line of words) writeLine(textOf(doc), line);
	return doc;
}

const lines = (doc: Y.Doc) => linesIn(textOf(doc));

/** The head of a line, by its place among all. */
function headAt(doc: Y.Doc, index: number): Head {
	const head = headsOf(textOf(doc))[index];
	if (!head) throw new Error('there is no such line');
	return head;
}

/** Puts letters into a line. */
function type(doc: Y.Doc, index: number, offset: number, words: string): void {
	textOf(doc).insert(startBehind(headAt(doc, index)) + offset, words);
}

/** All visible content of a document, whatever its history. */
function content(doc: Y.Doc): unknown {
	const texts = [textOf(doc), notesOf(doc, item)].map((text) =>
		withoutLines(nestLines(readText(text)))
	);
	return [texts, readActions(doc), doc.getMap('technologies').toJSON(), readHead(doc)];
}

describe('restoring', () => {
	it('brings back what was removed and removes what was added', () => {
		const doc = written('one', 'two', 'three');
		const version = copyOf(doc);
		removeLine(textOf(doc), headAt(doc, 1));
		writeLine(textOf(doc), 'four');
		type(doc, 0, 3, ' more');
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

	it('leaves untouched lines alone, so that carets and undo in them survive', () => {
		const doc = written('one', 'two', 'three');
		const version = copyOf(doc);
		const undo = new Y.UndoManager(textOf(doc));
		type(doc, 0, 3, ' of mine');
		const kept = copyOf(doc);
		undo.stopCapturing();
		doc.transact(() => type(doc, 2, 0, 'theirs '), 'another');
		const caret = Y.createRelativePositionFromTypeIndex(textOf(doc), 6);
		doc.transact(() => restoreInto(doc, kept), 'server');
		expect(Y.createAbsolutePositionFromRelativePosition(caret, doc)?.index).toBe(6);
		undo.undo();
		expect(lines(doc)).toEqual(lines(version));
	});

	it('empties what the version did not have, and leaves the schema stamp and unknown roots alone', () => {
		const doc = written('one');
		const version = copyOf(doc);
		writeLine(notesOf(doc, item), 'late');
		headText(doc, 'known').insert(0, 'late');
		addJudgement(doc, newId());
		doc.getMap('of-a-later-program').set('a', 1);
		restoreInto(doc, version);
		expect(linesIn(notesOf(doc, item))).toEqual(['']);
		expect(readHead(doc)).toEqual(readHead(version));
		expect(doc.getMap('meta').toJSON()).toEqual({ schema: 2 });
		expect(doc.getMap('of-a-later-program').toJSON()).toEqual({ a: 1 });
	});

	it('keeps what someone types into the changed parts at the same moment', () => {
		const doc = written('the list of firms');
		const version = copyOf(doc);
		type(doc, 0, 4, 'long ');
		const anna = copyOf(doc);
		type(anna, 0, 'the long list of firms'.length, ', in full');
		restoreInto(doc, version);
		meet(doc, anna);
		expect(lines(anna)).toEqual(['the list of firms, in full']);
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

	it('keep what someone types into their wording at the same moment', () => {
		const doc = written();
		const id = newId<ActionId>();
		addAction(doc, action(id));
		const version = copyOf(doc);
		withdrawAction(doc, id);
		const anna = copyOf(doc);
		anna.transact(() => addAction(anna, { ...action(id), text: 'share the whole list' }));
		restoreInto(doc, version);
		meet(doc, anna);
		expect(readActions(anna)[0]?.text).toBe('share the whole list');
		expect(readActions(doc)).toEqual(readActions(anna));
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

/** Writes a line at the end. */
function typed(doc: Y.Doc, words: string): void {
	writeLine(textOf(doc), words);
}

/** Removes lines whose words match, and counts them. */
function takenOut(doc: Y.Doc, what: RegExp): number {
	const found = [...segmentsOf(textOf(doc))].filter(({ runs }) => what.test(lettersOf(runs)));
	for (const { head } of found) if (head) removeLine(textOf(doc), head);
	return found.length;
}

function grown(seeded: Seeded, doc: Y.Doc, steps: number): Y.Doc {
	for (let step = 0; step < steps; step++)
		seeded.pick([growText, growTree, growMarks, growRecords, growHead])(seeded, doc);
	return doc;
}

const WORDS = ['list', ' of ', '😀', 'é', 'firms', '👍🏽', '\n', 'a'];
const somewhere = (seeded: Seeded, { length }: { length: number }) => seeded.below(length + 1);

/** A place in a text that is in a line. */
const inLine = (seeded: Seeded, text: Y.Text) => 1 + seeded.below(Math.max(1, text.length));

function growText(seeded: Seeded, doc: Y.Doc): void {
	const text = textOf(doc);
	if (text.length === 0) return;
	const at = Math.min(text.length, inLine(seeded, text));
	if (seeded.below(3) > 0) text.insert(at, seeded.pick(WORDS));
	else {
		const head = seeded.pick(headsOf(text));
		const { length } = lettersBehind(text, head);
		if (length > 0) text.delete(startBehind(head) + seeded.below(length), 1);
	}
}

function growMarks(seeded: Seeded, doc: Y.Doc): void {
	const text = textOf(doc);
	if (text.length === 0) return;
	const at = seeded.below(text.length);
	const mark = seeded.pick([{ bold: true }, { italic: true }, { bold: null }]);
	text.format(at, 1 + seeded.below(text.length - at), mark);
}

const KINDS = ['paragraph', 'heading2', 'bullet', 'ordered', 'quotation'];

function growTree(seeded: Seeded, doc: Y.Doc): void {
	const text = seeded.pick([textOf(doc), textOf(doc), notesOf(doc, item)]);
	const heads = headsOf(text).filter((head) => readLine(head).isHere);
	if (heads.length > 0 && seeded.below(3) === 0) return removeLine(text, seeded.pick(heads));
	if (heads.length > 0 && seeded.below(3) === 0)
		return void moveLine(text, seeded.pick(heads), undefined);
	writeLine(text, seeded.pick(WORDS), seeded.pick(KINDS));
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

describe('restoring one item', () => {
	it('brings back its notes and records, and leaves everything else', () => {
		const other = newId<AgendaItemId>();
		const doc = written('the text');
		const action = (text: string, of: AgendaItemId) => {
			const id = newId<ActionId>();
			addAction(doc, {
				...{ id, text, leadOrganisation: undefined, leadPerson: undefined, support: [] },
				...{ unread: [], due: undefined, item: of, createdBy: undefined, createdAt: '' }
			});
			return id;
		};
		writeLine(notesOf(doc, item), 'of the item');
		writeLine(notesOf(doc, other), 'of another');
		const [kept, changed] = [action('kept', item), action('of another', other)];
		const version = copyOf(doc);
		writeLine(notesOf(doc, item), 'added');
		writeLine(notesOf(doc, other), 'added there');
		withdrawAction(doc, kept);
		action('new', item);
		changeAction(doc, changed, { text: 'changed' });
		restoreItem(doc, version, item);
		expect(linesIn(notesOf(doc, item))).toEqual(['of the item']);
		expect(linesIn(notesOf(doc, other))).toEqual(['of another', 'added there']);
		expect(lines(doc)).toEqual(['the text']);
		expect(
			readActions(doc)
				.map(({ text }) => text)
				.sort()
		).toEqual(['changed', 'kept']);
	});
});
