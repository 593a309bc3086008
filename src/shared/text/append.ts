import type * as Y from 'yjs';
import type { NewCell, NewLine, NewWords } from './flatten.ts';
import type { Cell, Head } from './head.ts';
import { MAX_COLUMNS, MAX_ROWS } from './grid.ts';
import { kindValue } from './kind.ts';
import type { ColumnId, LineId, RowId } from './line-id.ts';
import { startBehind } from './place.ts';
import { addCellLine, insertTable, mergeCells, setHeader } from './table.ts';
import { tableText } from './table-words.ts';
import { appendLine, insertRuns, setLine } from './write.ts';

/** Makes the ids of what is written. */
export type MakeId = () => LineId | RowId | ColumnId;

/** Writes lines at the end of a text, in the caller's transaction. */
export function appendLines(text: Y.Text, lines: readonly NewLine[], newId: MakeId): void {
	for (const line of lines) append(text, line, newId);
}

function append(text: Y.Text, line: NewLine, newId: MakeId): void {
	const id = newId() as LineId;
	switch (line.is) {
		case 'words':
			appendLine(text, { id, ...fieldsOf(line) }, line.runs);
			return;
		case 'card': {
			const kind = kindValue({ is: 'card', family: line.family, record: line.record });
			appendLine(text, { id, kind });
			return;
		}
		case 'rule':
		case 'picture':
			appendLine(text, { id, kind: kindValue(line) });
			return;
		case 'table':
			putTable(text, text.length, { id }, line.rows, newId);
	}
}

function fieldsOf({ kind, level, start, checked }: NewWords) {
	return {
		kind,
		...(level > 0 && { level }),
		...(start > 0 && { start }),
		...(checked && { checked })
	};
}

interface Placed extends NewCell {
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
}

/** Puts a table with its words into a text at an index, in the caller's transaction. */
export function putTable(
	text: Y.Text,
	index: number,
	fields: Parameters<typeof insertTable>[2],
	given: readonly (readonly NewCell[])[],
	newId: MakeId
): Head {
	const { cells, width, height } = placesOf(given);
	const rows = Array.from({ length: height }, () => newId() as RowId);
	const columns = Array.from({ length: width }, () => newId() as ColumnId);
	const table = insertTable(text, index, fields, rows, columns);
	const at = (top: number, left: number): Cell | undefined => {
		const [row, column] = [rows[top], columns[left]];
		return row && column && { row, column };
	};
	for (const placed of cells) {
		const [first, last] = [at(placed.top, placed.left), at(placed.bottom, placed.right)];
		if (!first || !last) continue;
		if (placed.top !== placed.bottom || placed.left !== placed.right)
			mergeCells(table, first, last);
		fill(table, first, placed.lines, newId);
	}
	rows.forEach((row, top) => {
		if (areHeaders(cells, (cell) => cell.top === top)) setHeader(table, 'rows', row, true);
	});
	columns.forEach((column, left) => {
		if (areHeaders(cells, (cell) => cell.left === left)) setHeader(table, 'columns', column, true);
	});
	return table;
}

function areHeaders(cells: readonly Placed[], here: (cell: Placed) => boolean): boolean {
	const some = cells.filter(here);
	return some.length > 0 && some.every(({ isHeader }) => isHeader);
}

function fill(table: Head, cell: Cell, lines: readonly NewWords[], newId: MakeId): void {
	const words = tableText(table);
	if (!words || lines.every(({ kind, runs }) => kind === 'paragraph' && runs.length === 0)) return;
	let behind: Head | undefined;
	for (const line of lines) {
		const head = addCellLine(table, cell, newId() as LineId, behind);
		if (!head) return;
		setLine(head, fieldsOf(line));
		insertRuns(words, startBehind(head), line.runs);
		behind = head;
	}
}

/** Where the cells stand in the grid; no further than its bounds, and no row is longer than what is written in it. */
function placesOf(rows: readonly (readonly NewCell[])[]) {
	const height = Math.min(rows.length, MAX_ROWS);
	const taken = new Set<string>();
	const cells: Placed[] = [];
	let width = 1;
	for (const [top, row] of rows.slice(0, height).entries()) {
		let left = 0;
		for (const cell of row) {
			while (taken.has(`${top} ${left}`)) left++;
			if (left >= MAX_COLUMNS) break;
			const right = Math.min(left + cell.colspan, MAX_COLUMNS) - 1;
			const bottom = Math.min(top + cell.rowspan, height) - 1;
			for (let down = top; down <= bottom; down++)
				for (let across = left; across <= right; across++) taken.add(`${down} ${across}`);
			cells.push({ ...cell, top, left, bottom, right });
			width = Math.max(width, right + 1);
		}
	}
	return { cells, width, height };
}
