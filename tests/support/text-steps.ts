import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { newId } from '#shared/ids.ts';
import { captureLine, moveCard, recordOf, turnIntoWords } from '#shared/text/cards.ts';
import { readGrid, shown } from '#shared/text/grid.ts';
import { readHead, type Head } from '#shared/text/head.ts';
import { WORDS_KINDS } from '#shared/text/kind.ts';
import type { ColumnId, LineId, RowId } from '#shared/text/line-id.ts';
import { headsOf, indexOfHead, lettersBehind } from '#shared/text/place.ts';
import { keepLeftover, leftoverOf } from '#shared/text/strays.ts';
import {
	addAxis,
	canRemove,
	insertTable,
	mergeCells,
	moveAxis,
	removeAxis,
	splitCell
} from '#shared/text/table.ts';
import { wordingText } from '#shared/text/wording.ts';
import type { Seeded } from './seeded.ts';
import { addRecord } from '#shared/records/records.ts';
import type { TextPerson } from './text-person.ts';

/** What somebody may do at random; the words that are typed are `token`. */
export type Step = (person: TextPerson, seeded: Seeded, token: string) => void;

interface Place {
	readonly node: Node;
	readonly position: number;
}

function lines(person: TextPerson): Place[] {
	const found: Place[] = [];
	person.document.forEach((node, position) => found.push({ node, position }));
	return found;
}

function wordLines(person: TextPerson): Place[] {
	const found: Place[] = [];
	person.document.descendants((node, position) => {
		if (node.isTextblock) found.push({ node, position });
		return !node.isTextblock;
	});
	return found;
}

/** A place at which no word is cut in two. */
function gapIn(node: Node, seeded: Seeded): number {
	const text = node.textBetween(0, node.content.size, '', '\n');
	const gaps = [0];
	if (/[a-z ]$/.test(text)) gaps.push(text.length);
	for (let at = 1; at < text.length; at++) if (text[at - 1] === ' ') gaps.push(at);
	return seeded.pick(gaps);
}

function heads(
	person: TextPerson,
	is: (state: ReturnType<typeof readHead>, head: Head) => boolean
): Head[] {
	return headsOf(person.text).filter((head) => is(readHead(head), head));
}

const fresh = <T extends string>() => newId() as string as T;

const insert: Step = (person, seeded, token) => {
	const all = wordLines(person);
	if (all.length === 0) return;
	const { node, position } = seeded.pick(all);
	const at = position + 1 + gapIn(node, seeded);
	person.dispatch(person.state.tr.insertText(`${token} `, at));
};

const slowly: Step = (person, seeded, token) => {
	const all = wordLines(person);
	if (all.length === 0) return;
	const { node, position } = seeded.pick(all);
	let at = position + 1 + gapIn(node, seeded);
	const sent = person.sent.length;
	for (const letter of `${token} `) person.dispatch(person.state.tr.insertText(letter, at++));
	// Half of a word may be moved; so that each can be found again, nobody hears of a half.
	person.sent.push(Y.mergeUpdates(person.sent.splice(sent)));
};

const mark: Step = (person, seeded) => {
	const all = wordLines(person);
	if (all.length === 0) return;
	const { node, position } = seeded.pick(all);
	const [a, b] = [seeded.below(node.content.size + 1), seeded.below(node.content.size + 1)].sort(
		(x, y) => x - y
	);
	if (a === undefined || b === undefined || a === b) return;
	const { schema, tr } = person.state;
	const type = schema.mark(seeded.pick(['bold', 'italic', 'code']));
	const [from, to] = [position + 1 + a, position + 1 + b];
	person.dispatch(
		seeded.next() < 0.7 ? tr.addMark(from, to, type) : tr.removeMark(from, to, type.type)
	);
};

const setKind: Step = (person, seeded) => {
	const all = wordLines(person);
	if (all.length === 0) return;
	const { node, position } = seeded.pick(all);
	const attrs = { ...node.attrs, kind: seeded.pick(WORDS_KINDS), level: seeded.below(3) };
	person.dispatch(person.state.tr.setNodeMarkup(position, undefined, attrs));
};

const setMany: Step = (person, seeded) => {
	const tr = person.state.tr;
	for (const { node, position } of lines(person))
		if (node.isTextblock && seeded.next() < 0.3)
			tr.setNodeMarkup(position, undefined, { ...node.attrs, kind: 'bullet' });
	person.dispatch(tr);
};

const split: Step = (person, seeded) => {
	const all = wordLines(person);
	if (all.length === 0) return;
	const { node, position } = seeded.pick(all);
	person.dispatch(person.state.tr.split(position + 1 + gapIn(node, seeded)));
};

const join: Step = (person, seeded) => {
	const pairs = wordLines(person).filter(({ position }) => {
		const $at = person.document.resolve(position);
		return $at.nodeBefore?.isTextblock;
	});
	if (pairs.length > 0) person.dispatch(person.state.tr.join(seeded.pick(pairs).position));
};

const remove: Step = (person, seeded) => {
	const { node, position } = seeded.pick(lines(person));
	if (person.document.childCount > 1)
		person.dispatch(person.state.tr.delete(position, position + node.nodeSize));
};

const removeRange: Step = (person, seeded) => {
	const all = lines(person).filter(({ node }) => node.isTextblock);
	if (all.length === 0) return;
	const [one, other] = [seeded.pick(all), seeded.pick(all)];
	if (Math.abs(all.indexOf(one) - all.indexOf(other)) > 3) return;
	const ends = [one, other].map(({ node, position }) => position + 1 + gapIn(node, seeded));
	person.dispatch(person.state.tr.delete(Math.min(...ends), Math.max(...ends)));
};

const move: Step = (person, seeded) => {
	const all = lines(person).filter(
		({ node }) =>
			node.type.name !== 'unknown' &&
			node.type.name !== 'leftover' &&
			node.attrs.stray !== 'removed' &&
			node.attrs.stray !== 'below'
	);
	if (all.length < 2) return;
	const { node, position } = seeded.pick(all);
	const to = seeded.pick(all).position;
	const tr = person.state.tr.delete(position, position + node.nodeSize);
	person.dispatch(tr.insert(tr.mapping.map(to), node));
};

const capture: Step = (person, seeded) => {
	const found = heads(person, ({ kind, isHere }) => isHere && kind.is === 'words').filter((head) =>
		person.document.children.some((node) => node.isTextblock && node.attrs.id === head.get('id'))
	);
	if (found.length === 0) return;
	const head = seeded.pick(found);
	const words = lettersBehind(person.text, head)
		.runs.map((run) => run.text)
		.join('');
	const family = seeded.pick(['action', 'decision'] as const);
	person.command((text) => {
		addRecord(person.doc, `${family}s`, recordOf(head, family), [], words);
		captureLine(text, head, family);
	});
};

function shownCards(person: TextPerson): Head[] {
	const ids = person.document.children
		.filter(({ type }) => type.name === 'card')
		.map(({ attrs }) => String(attrs.id));
	return heads(
		person,
		({ kind, isHere, id }) => isHere && kind.is === 'card' && ids.includes(id ?? '')
	);
}

const turn: Step = (person, seeded) => {
	const cards = shownCards(person);
	if (cards.length > 0) person.command((text) => void turnIntoWords(text, seeded.pick(cards)));
};

const carry: Step = (person, seeded) => {
	const cards = shownCards(person);
	if (cards.length === 0) return;
	const before = seeded.pick(headsOf(person.text));
	const card = seeded.pick(cards);
	if (before !== card) person.command((text) => void moveCard(text, card, before));
};

const reword: Step = (person, seeded, token) => {
	const cards = shownCards(person);
	if (cards.length > 0)
		person.command(() => wordingText(seeded.pick(cards))?.insert(0, `${token} `));
};

const table: Step = (person, seeded) => {
	if (heads(person, ({ kind }) => kind.is === 'table').length > 2) return;
	const before = seeded.pick(headsOf(person.text));
	person.command(
		(text) =>
			void insertTable(
				text,
				indexOfHead(before),
				{ id: fresh<LineId>() },
				[fresh<RowId>(), fresh<RowId>()],
				[fresh<ColumnId>(), fresh<ColumnId>()]
			)
	);
};

const grid: Step = (person, seeded) => {
	const tables = heads(person, ({ kind, isHere }) => kind.is === 'table' && isHere);
	if (tables.length === 0) return;
	const head = seeded.pick(tables);
	const [rows, columns] = [shown(readGrid(head).rows), shown(readGrid(head).columns)];
	const side = seeded.pick(['rows', 'columns'] as const);
	const ids = (side === 'rows' ? rows : columns).map(({ id }) => id);
	if (ids.length === 0 || rows.length === 0 || columns.length === 0) return;
	const one = seeded.pick<RowId | ColumnId>(ids);
	const corner = () => ({ row: seeded.pick(rows).id, column: seeded.pick(columns).id });
	person.command(() => {
		switch (seeded.below(6)) {
			case 0:
			case 1:
				return addAxis(head, side, fresh<RowId>(), one);
			case 2:
				return moveAxis(head, side, one, seeded.pick<RowId | ColumnId>(ids));
			case 3:
				return canRemove(head, side) ? removeAxis(head, side, one) : undefined;
			case 4:
				return mergeCells(head, corner(), corner());
			default:
				return splitCell(head, corner());
		}
	});
};

const keep: Step = (person, seeded) => {
	const left = headsOf(person.text).filter((head) => leftoverOf(head) !== '');
	if (left.length > 0)
		person.command((text) => keepLeftover(text, seeded.pick(left), fresh<LineId>()));
};

const undo: Step = (person) => void person.undo.undo();
const redo: Step = (person) => void person.undo.redo();
const rest: Step = (person) => person.undo.endGroup();

export const STEPS: Readonly<Record<string, Step>> = {
	insert,
	slowly,
	mark,
	setKind,
	setMany,
	split,
	join,
	remove,
	removeRange,
	move,
	capture,
	turn,
	carry,
	reword,
	table,
	grid,
	keep,
	undo,
	redo,
	rest
};

/** How often each is done beside the others. */
export const WEIGHTS: Readonly<Record<string, number>> = {
	insert: 10,
	slowly: 3,
	mark: 4,
	setKind: 4,
	split: 5,
	join: 3,
	undo: 3,
	grid: 3,
	rest: 3
};
