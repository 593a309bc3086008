import type { Node } from '@tiptap/pm/model';
import { newId } from '#shared/ids.ts';
import { cellOf, type Cell, type Head } from '#shared/text/head.ts';
import type { ColumnId, RowId } from '#shared/text/line-id.ts';
import { addAxis, mergeCells, removeAxis, splitCell } from '#shared/text/table.ts';
import { fillCell } from './new-table.ts';
import type { ChangedRange } from './changed-ranges.ts';
import type { Row } from './rows.ts';
import { writeCell, type CellAt } from './write-cell.ts';

/** Writes what the editor changed in a table: rows and columns that came or went, merged cells, lines in cells. */
export function writeTable(table: Head, oldRow: Row, nextRow: Row, range: ChangedRange): void {
	const next = nextRow.node;
	const [before, after] = [new View(oldRow), new View(nextRow)];
	for (const row of before.rows) if (!after.rows.includes(row)) removeAxis(table, 'rows', row);
	for (const column of before.columns)
		if (!after.columns.includes(column)) removeAxis(table, 'columns', column);
	addColumns(table, next);
	addRows(table, next, before.columns);
	for (const [key, cell] of after.cells) {
		const was = before.cells.get(key);
		const place = cellOf(key);
		if (!was || !place || was.node.eq(cell.node)) continue;
		if (spans(was.node) === spans(cell.node)) writeCell(table, place, was, cell, range);
		else writeSpan(table, place, cell.node, before);
	}
}

/** A table of the editor by its ids. */
class View {
	readonly rows: RowId[] = [];
	readonly columns: ColumnId[] = [];
	readonly cells = new Map<string, CellAt>();

	constructor({ node: table, position }: Row) {
		table.forEach((row, down) => {
			if (row.attrs.id === '' || this.rows.includes(row.attrs.id as RowId)) return;
			this.rows.push(row.attrs.id as RowId);
			row.forEach((node, across) => this.#add({ node, position: position + down + across + 2 }));
		});
	}

	#add(cell: CellAt): void {
		const { row, column } = cell.node.attrs as Cell;
		const key = `${row}/${column}`;
		if (!cellOf(key) || this.cells.has(key)) return;
		this.cells.set(key, cell);
		if (!this.columns.includes(column)) this.columns.push(column);
	}
}

const spans = (cell: Node) => `${cell.attrs.colspan} ${cell.attrs.rowspan}`;

/** New columns are new cells of the first row; what the editor puts into them is empty. */
function addColumns(table: Head, next: Node): void {
	const cells: Node[] = [];
	next.firstChild?.forEach((cell) => cells.push(cell));
	if (next.firstChild?.attrs.id === '') return;
	const seen = new Set<unknown>();
	for (const [at, cell] of cells.entries()) {
		const isKnown = cell.attrs.column !== '' && !seen.has(cell.attrs.column);
		seen.add(cell.attrs.column);
		if (isKnown) continue;
		const behind = cells.slice(at + 1).find(({ attrs }) => attrs.column !== '');
		addAxis(
			table,
			'columns',
			newId() as string as ColumnId,
			behind?.attrs.column as string | undefined
		);
	}
}

function addRows(table: Head, next: Node, columns: readonly ColumnId[]): void {
	const rows: Node[] = [];
	next.forEach((row) => rows.push(row));
	const seen = new Set<unknown>();
	for (const [at, row] of rows.entries()) {
		const isKnown = row.attrs.id !== '' && !seen.has(row.attrs.id);
		seen.add(row.attrs.id);
		if (isKnown) continue;
		const id = newId() as string as RowId;
		const behind = rows.slice(at + 1).find(({ attrs }) => attrs.id !== '');
		addAxis(table, 'rows', id, behind?.attrs.id as string | undefined);
		row.forEach((cell, _offset, index) => {
			const column = columns[index];
			if (column) fillCell(table, { row: id, column }, cell);
		});
	}
}

/** Merged or split: nothing is copied, and what the editor moved into one cell stays where it was. */
function writeSpan(table: Head, first: Cell, cell: Node, before: View): void {
	const { colspan, rowspan } = cell.attrs as { colspan: number; rowspan: number };
	const row = before.rows[before.rows.indexOf(first.row) + rowspan - 1];
	const column = before.columns[before.columns.indexOf(first.column) + colspan - 1];
	if (colspan === 1 && rowspan === 1) splitCell(table, first);
	else if (row && column) mergeCells(table, first, { row, column });
}
