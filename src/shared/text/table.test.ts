import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../ids.ts';
import type { Head } from './head.ts';
import { readGrid, shown } from './grid.ts';
import type { ColumnId, LineId, RowId } from './line-id.ts';
import { orderBetween, orderOf } from './order.ts';
import { headsOf, startBehind } from './place.ts';
import { readText, wordsOf } from './read.ts';
import {
	addAxis,
	addCellLine,
	canRemove,
	insertTable,
	mergeCells,
	moveAxis,
	removeAxis,
	setHeader,
	splitCell
} from './table.ts';
import { tableText } from './table-words.ts';
import { documentJson } from './to-json.ts';
import { insertRuns, removeLine } from './write.ts';

const id = <T extends string>() => newId() as string as T;

/** Two people with a table of two rows and columns, its cells named a1 to b2. */
function annAndBob() {
	const [ann, bob] = [new Y.Doc(), new Y.Doc()];
	[ann.clientID, bob.clientID] = [1, 2];
	const text = ann.getText('t');
	const rows = [id<RowId>(), id<RowId>()] as const;
	const columns = [id<ColumnId>(), id<ColumnId>()] as const;
	const table = insertTable(text, 0, { id: id<LineId>() }, rows, columns);
	for (const [down, row] of rows.entries())
		for (const [across, column] of columns.entries())
			write(table, { row, column }, `${'ab'[across]}${down + 1}`);
	Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann));
	const meet = () => {
		const [a, b] = [Y.encodeStateAsUpdate(ann), Y.encodeStateAsUpdate(bob)];
		Y.applyUpdate(ann, b);
		Y.applyUpdate(bob, a);
		const json = (one: Y.Text) => documentJson(readText(one).lines);
		expect(json(bob.getText('t'))).toEqual(json(text));
	};
	const theirs = headsOf(bob.getText('t'))[0];
	if (!theirs) throw new Error('there is no table');
	return { text, table, theirs, rows, columns, meet };
}

function write(table: Head, cell: { row: RowId; column: ColumnId }, words: string): void {
	const line = addCellLine(table, cell, id<LineId>());
	const text = tableText(table);
	if (line && text) insertRuns(text, startBehind(line), [{ text: words, marks: [] }]);
}

/** The words of each cell, with its spans where it has any. */
function cells(text: Y.Text): string[][] {
	const [line] = readText(text).lines;
	if (line?.is !== 'table') return [];
	return line.rows.map((row) =>
		row.cells.map(({ lines, colspan, rowspan }) => {
			const words = lines.map((one) => wordsOf(one.line)).join('+');
			return colspan * rowspan > 1 ? `${words}:${colspan}×${rowspan}` : words;
		})
	);
}

describe('a table', () => {
	it('has a full grid when one adds a row and another a column', () => {
		const { text, table, theirs, rows, columns, meet } = annAndBob();
		addAxis(table, 'rows', id<RowId>(), rows[1]);
		addAxis(theirs, 'columns', id<ColumnId>(), columns[1]);
		meet();
		expect(cells(text)).toEqual([
			['a1', '', 'b1'],
			['', '', ''],
			['a2', '', 'b2']
		]);
	});

	it('takes two lines when two people begin to write in one empty cell', () => {
		const { text, table, theirs, columns, meet } = annAndBob();
		const row = id<RowId>();
		addAxis(table, 'rows', row);
		meet();
		write(table, { row, column: columns[0] }, 'AAA');
		write(theirs, { row, column: columns[0] }, 'BBB');
		meet();
		expect(cells(text).at(-1)?.[0]?.split('+').toSorted()).toEqual(['AAA', 'BBB']);
	});

	it('shows below it what was typed into a row that was removed', () => {
		const { text, table, theirs, rows, columns, meet } = annAndBob();
		write(theirs, { row: rows[0], column: columns[0] }, 'ZZ');
		removeAxis(table, 'rows', rows[0]);
		meet();
		expect(cells(text)).toEqual([['a2', 'b2']]);
		expect(readText(text).lines.map(({ is }) => is)).toEqual(['table', 'leftover']);
		expect(readText(text).lines.map(wordsOf)[1]).toBe('ZZ');
	});

	it('shows what was typed into a table that was removed', () => {
		const { text, table, theirs, rows, columns, meet } = annAndBob();
		write(theirs, { row: rows[0], column: columns[0] }, 'ZZ');
		removeLine(text, table);
		meet();
		expect(readText(text).lines).toMatchObject([{ is: 'leftover', words: 'ZZ' }]);
	});

	it('merges by hiding cells and showing their lines, and splits again', () => {
		const { text, table, theirs, rows, columns, meet } = annAndBob();
		mergeCells(table, { row: rows[0], column: columns[0] }, { row: rows[0], column: columns[1] });
		write(theirs, { row: rows[0], column: columns[1] }, 'ZZ');
		meet();
		expect(cells(text)).toEqual([['a1+b1+ZZ:2×1'], ['a2', 'b2']]);
		splitCell(theirs, { row: rows[0], column: columns[0] });
		meet();
		expect(cells(text)).toEqual([
			['a1', 'b1+ZZ'],
			['a2', 'b2']
		]);
	});

	it('clamps a merged cell to what is left of its rows and columns', () => {
		const { text, table, theirs, rows, columns, meet } = annAndBob();
		mergeCells(table, { row: rows[0], column: columns[0] }, { row: rows[1], column: columns[1] });
		removeAxis(theirs, 'columns', columns[1]);
		meet();
		expect(cells(text)).toEqual([['a1+a2:1×2'], []]);
	});

	it('of two merges that overlap has the first', () => {
		const { text, table, theirs, rows, columns, meet } = annAndBob();
		mergeCells(table, { row: rows[0], column: columns[0] }, { row: rows[0], column: columns[1] });
		mergeCells(theirs, { row: rows[0], column: columns[1] }, { row: rows[1], column: columns[1] });
		meet();
		expect(cells(text)).toEqual([['a1+b1:2×1'], ['a2', 'b2']]);
	});

	it('moves a row with what others write in it', () => {
		const { text, table, theirs, rows, columns, meet } = annAndBob();
		moveAxis(table, 'rows', rows[0]);
		write(theirs, { row: rows[0], column: columns[0] }, 'ZZ');
		meet();
		expect(cells(text)).toEqual([
			['a2', 'b2'],
			['a1+ZZ', 'b1']
		]);
	});

	it('has rows and columns of headings', () => {
		const { text, table, rows, columns } = annAndBob();
		setHeader(table, 'rows', rows[0], true);
		setHeader(table, 'columns', columns[0], true);
		const [line] = readText(text).lines;
		const headers =
			line?.is === 'table' && line.rows.map((row) => row.cells.map(({ isHeader }) => isHeader));
		expect(headers).toEqual([
			[true, true],
			[true, false]
		]);
	});

	it('keeps its last row', () => {
		const { table, rows } = annAndBob();
		expect(canRemove(table, 'rows')).toBe(true);
		removeAxis(table, 'rows', rows[0]);
		expect(canRemove(table, 'rows')).toBe(false);
	});

	it('is read whatever stands in it, and never larger than it may be', () => {
		const { text, table } = annAndBob();
		for (let at = 0; at < 60; at++) addAxis(table, 'columns', id<ColumnId>());
		table.set(
			'merges',
			new Y.Map<unknown>([
				['x', 1],
				['a/b', {}]
			])
		);
		expect(cells(text)[0]).toHaveLength(40);
		expect(shown(readGrid(table).columns)).toHaveLength(40);
		for (const value of [1, null, 'x', new Y.Array(), new Y.Text('x')]) {
			table.set('rows', value);
			expect(() => readText(text)).not.toThrow();
		}
	});
});

describe('order', () => {
	it('goes between any two keys, equal ones too', () => {
		const first = orderBetween([], 0);
		const second = orderBetween([first], 1);
		const between = orderBetween([first, second], 1);
		expect([second, between, first].toSorted()).toEqual([first, between, second]);
		expect(orderBetween([first, first, second], 1) > first).toBe(true);
	});

	it.each(['', 'a', '!!', '0', 'a'.repeat(500), 4, null])('takes %j as no key', (value) => {
		expect(orderOf(value)).toBe('');
	});
});
