import { Fragment, Slice } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { restoreInto } from '#shared/restore/restore.ts';
import { captureLine, moveCard, recordOf, turnIntoWords } from '#shared/text/cards.ts';
import { newId } from '#shared/ids.ts';
import { readGrid, shown, type Axis } from '#shared/text/grid.ts';
import { readHead, type Head } from '#shared/text/head.ts';
import type { ColumnId, LineId, RecordId, RowId } from '#shared/text/line-id.ts';
import { headsOf, indexOfHead, lettersBehind } from '#shared/text/place.ts';
import {
	addAxis,
	addCellLine,
	insertTable,
	mergeCells,
	moveAxis,
	removeAxis
} from '#shared/text/table.ts';
import { tableText } from '#shared/text/table-words.ts';
import { wordingText } from '#shared/text/wording.ts';
import { insertLine, insertRuns, removeLine } from '#shared/text/write.ts';
import { startBehind } from '#shared/text/place.ts';
import { addRecord } from '#shared/records/records.ts';
import type { TextPerson } from './text-person.ts';

const fresh = <T extends string>() => newId() as string as T;

/** The words that stand in the text of {@link meetingText}, apart from the line that everything happens to. */
export const STANDING = [
	'first',
	'second',
	'fourth',
	'fifth',
	'Report',
	'sent',
	'a1',
	'a2',
	'b1',
	'b2'
];
/** The words of that line. */
export const OF_LINE = ['third', 'agreed'];

/** A text with lines, a card and a table, in which two people meet. */
export function meetingText(person: TextPerson): void {
	for (const [at, line] of ['first', 'second', 'third, agreed', 'fourth', 'fifth'].entries()) {
		const end = person.document.content.size;
		const tr = person.state.tr;
		person.dispatch(
			at === 0 ? tr.insertText(line, 1) : tr.split(end - 1).insertText(line, end + 1)
		);
	}
	person.command((text) => {
		const fifth = person.head('fifth');
		const record = fresh<RecordId>();
		addRecord(person.doc, 'actions', record, [], 'Report sent');
		insertLine(text, indexOfHead(fifth), { id: fresh<LineId>(), kind: `action:${record}` });
		const rows = [fresh<RowId>(), fresh<RowId>()];
		const columns = [fresh<ColumnId>(), fresh<ColumnId>()];
		const table = insertTable(text, indexOfHead(fifth), { id: fresh<LineId>() }, rows, columns);
		for (const [down, row] of rows.entries())
			for (const [across, column] of columns.entries()) {
				const line = addCellLine(table, { row, column }, fresh<LineId>());
				const words = tableText(table);
				const said = `${'ab'[across]}${down + 1}`;
				if (line && words) insertRuns(words, startBehind(line), [{ text: said, marks: [] }]);
			}
	});
}

/** The line that everything happens to, whatever was done to it before. */
function third(person: TextPerson): string {
	const line = person.lines.find((one) => one.includes('agreed'));
	if (line === undefined) throw new Error('the line is gone');
	return line;
}

function headOf(person: TextPerson, is: 'card' | 'table'): Head {
	const head = headsOf(person.text).find((one) => {
		const { kind, isHere } = readHead(one);
		return isHere && kind.is === is;
	});
	if (!head) throw new Error(`there is no ${is}`);
	return head;
}

function axis(person: TextPerson, side: 'rows' | 'columns', at: number): RowId & ColumnId {
	const axes: readonly Axis<string>[] = readGrid(headOf(person, 'table'))[side];
	const found = shown(axes)[at];
	if (!found) throw new Error(`there is no such place in the ${side}`);
	return found.id as RowId & ColumnId;
}

function capture(person: TextPerson, family: 'action' | 'decision'): void {
	const head = person.head(third(person));
	const words = lettersBehind(person.text, head)
		.runs.map(({ text }) => text)
		.join('');
	person.command((text) => {
		addRecord(person.doc, `${family}s`, recordOf(head, family), [], words);
		captureLine(text, head, family);
	});
}

/** Something that one of two people does, and what it takes away or says. */
export interface Act {
	/** Done before the line is cut, when everybody hears of it. */
	readonly before?: (person: TextPerson) => void;
	readonly act: (person: TextPerson, token: string) => void;
	readonly types?: boolean;
	readonly removes?: readonly string[];
}

const grid = (
	change: (person: TextPerson, table: Head) => void,
	removes: readonly string[] = []
): Act => ({
	act: (person) => person.command(() => change(person, headOf(person, 'table'))),
	removes
});

/** What the document was before the changes that a restore takes back. */
const versions = new WeakMap<TextPerson, Y.Doc>();

function keepVersion(person: TextPerson): void {
	const version = new Y.Doc();
	Y.applyUpdate(version, Y.encodeStateAsUpdate(person.doc));
	versions.set(person, version);
}

/** Changes words, kinds, lines, the record and the table, so that a restore has work everywhere. */
function changeMuch(person: TextPerson): void {
	person.set(third(person), { kind: 'heading3' });
	person.type(third(person), 5, ' as ever');
	person.split('second', 6);
	person.type('', 0, 'a new line');
	person.mark('fourth', 'bold');
	person.command(() => wordingText(headOf(person, 'card'))?.insert(11, ' soon'));
	const rowOf = () => axis(person, 'rows', 1);
	person.command(() => addAxis(headOf(person, 'table'), 'rows', fresh<RowId>(), rowOf()));
	const isSecond = person.lines.some((line) => line.includes('b2 more')); // somebody else was before
	person.type(isSecond ? 'b2 more' : 'b2', 2, ' more');
}

export const ACTS: Readonly<Record<string, Act>> = {
	type: {
		types: true,
		act: (person, token) => person.type(third(person), third(person).indexOf('agreed'), `${token} `)
	},
	'type at the end': {
		types: true,
		act: (person, token) => person.type(third(person), third(person).length, ` ${token}`)
	},
	'type at the start': {
		types: true,
		act: (person, token) => person.type(third(person), 0, `${token} `)
	},
	'paste lines': {
		types: true,
		act: (person, token) => {
			const at = person.at(third(person), third(person).indexOf('agreed'));
			person.dispatch(
				person.state.tr
					.split(at)
					.insertText(`${token} `, at + 2)
					.split(at)
			);
		}
	},
	bold: { act: (person) => person.mark(third(person), 'bold') },
	heading: { act: (person) => person.set(third(person), { kind: 'heading2' }) },
	'list on': { act: (person) => person.set(third(person), { kind: 'bullet' }) },
	'list off': {
		before: (person) => person.set(third(person), { kind: 'bullet', level: 1 }),
		act: (person) => person.set(third(person), { kind: 'paragraph', level: 0 })
	},
	indent: { act: (person) => person.set(third(person), { level: 2 }) },
	split: { act: (person) => person.split(third(person), third(person).indexOf('agreed')) },
	'split at the start': { act: (person) => person.split(third(person), 0) },
	'split at the end': { act: (person) => person.split(third(person), third(person).length) },
	join: {
		act: (person) => person.join(person.lines.indexOf(third(person)) > 0 ? third(person) : 'first')
	},
	'join in the page': {
		act: (person) => {
			if (person.lines.indexOf(third(person)) === 0) return person.join('first');
			const { node, position } = person.line(third(person));
			const words = new Slice(Fragment.from(node), 1, 0);
			person.dispatch(person.state.tr.replace(position - 1, position + node.nodeSize, words));
		}
	},
	'join the next': { act: (person) => person.join('fourth') },
	'delete line': { act: (person) => person.remove(third(person)), removes: OF_LINE },
	'move line': { act: (person) => person.move(third(person), 'first') },
	'move line down': { act: (person) => person.move(third(person), 'fifth') },
	'capture to action': { act: (person) => capture(person, 'action') },
	'capture to decision': { act: (person) => capture(person, 'decision') },
	'type in the wording': {
		types: true,
		act: (person, token) =>
			person.command(() => wordingText(headOf(person, 'card'))?.insert(7, `${token} `))
	},
	'turn card into text': {
		act: (person) => person.command((text) => void turnIntoWords(text, headOf(person, 'card')))
	},
	'move card': {
		act: (person) =>
			person.command((text) => void moveCard(text, headOf(person, 'card'), headsOf(text)[0]))
	},
	'delete card': {
		act: (person) => person.command((text) => removeLine(text, headOf(person, 'card')))
	},
	'type in a cell': { types: true, act: (person, token) => person.type('a1', 0, `${token} `) },
	'split in a cell': { act: (person) => person.split('a1', 2) },
	'add row': grid((person, table) =>
		addAxis(table, 'rows', fresh<RowId>(), axis(person, 'rows', 1))
	),
	'add column': grid((person, table) =>
		addAxis(table, 'columns', fresh<ColumnId>(), axis(person, 'columns', 1))
	),
	'delete row': grid(
		(person, table) => removeAxis(table, 'rows', axis(person, 'rows', 0)),
		['a1', 'b1']
	),
	'delete column': grid(
		(person, table) => removeAxis(table, 'columns', axis(person, 'columns', 0)),
		['a1', 'a2']
	),
	'move row': grid((person, table) => moveAxis(table, 'rows', axis(person, 'rows', 0))),
	'merge cells': grid((person, table) =>
		mergeCells(
			table,
			{ row: axis(person, 'rows', 0), column: axis(person, 'columns', 0) },
			{ row: axis(person, 'rows', 1), column: axis(person, 'columns', 0) }
		)
	),
	'delete table': {
		act: (person) => person.command((text) => removeLine(text, headOf(person, 'table'))),
		removes: ['a1', 'a2', 'b1', 'b2']
	},
	'restore a version': {
		before: (person) => {
			keepVersion(person);
			changeMuch(person);
		},
		act: (person) => {
			const version = versions.get(person);
			if (version) person.doc.transact(() => restoreInto(person.doc, version), 'restore');
		}
	},
	'undo heading': {
		before: (person) => person.set(third(person), { kind: 'heading3' }),
		act: (person) => void person.undo.undo()
	},
	'undo split': {
		before: (person) => person.split(third(person), third(person).indexOf('agreed')),
		act: (person) => void person.undo.undo()
	},
	'undo new line': {
		before: (person) => person.split('second', 6),
		act: (person) => void person.undo.undo()
	},
	'undo move': {
		before: (person) => person.move(third(person), 'first'),
		act: (person) => void person.undo.undo()
	},
	'undo delete': {
		before: (person) => {
			person.split('fourth', 0);
			person.remove('');
		},
		act: (person) => void person.undo.undo()
	}
};
