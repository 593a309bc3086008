import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { newId } from '#shared/ids.ts';
import { MAX_COLUMNS, MAX_ROWS } from '#shared/text/grid.ts';
import type { Cell, Head } from '#shared/text/head.ts';
import type { ColumnId, LineId, RowId } from '#shared/text/line-id.ts';
import { addCellLine, insertTable, mergeCells, setHeader } from '#shared/text/table.ts';
import { tableText } from '#shared/text/table-words.ts';
import { startBehind } from '#shared/text/place.ts';
import { insertRuns, setLine } from '#shared/text/write.ts';
import { fieldsOf, runsOf } from './node-runs.ts';

interface Placed {
	readonly node: Node;
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
}

/** Puts a table of the editor (pasted, or new) into a text. */
export function insertTableNode(
	text: Y.Text,
	index: number,
	node: Node,
	identity: { readonly id: LineId; readonly rank?: number; readonly copied?: string }
): void {
	const { cells, width, height } = placesOf(node);
	const rows = Array.from({ length: height }, () => newId() as string as RowId);
	const columns = Array.from({ length: width }, () => newId() as string as ColumnId);
	const table = insertTable(text, index, identity, rows, columns);
	const at = (top: number, left: number): Cell | undefined => {
		const [row, column] = [rows[top], columns[left]];
		return row && column && { row, column };
	};
	for (const { node: cell, top, left, bottom, right } of cells) {
		const [first, last] = [at(top, left), at(bottom, right)];
		if (!first || !last) continue;
		if (top !== bottom || left !== right) mergeCells(table, first, last);
		fillCell(table, first, cell);
	}
	setHeaders(table, cells, rows, columns);
}

/** Writes the lines of a cell of the editor into a cell that has none. */
export function fillCell(table: Head, cell: Cell, node: Node): void {
	const isEmpty = node.childCount === 1 && node.content.size === 2;
	if (isEmpty) return;
	const words = tableText(table);
	let behind: Head | undefined;
	node.forEach((line) => {
		const head = addCellLine(table, cell, newId() as string as LineId, behind);
		if (!words || !head) return;
		setLine(head, fieldsOf(line));
		insertRuns(words, startBehind(head), runsOf(line));
		behind = head;
	});
}

function placesOf(table: Node): { cells: Placed[]; width: number; height: number } {
	const cells: Placed[] = [];
	const taken = new Set<string>();
	const height = Math.min(table.childCount, MAX_ROWS);
	let width = 1;
	for (let top = 0; top < height; top++) {
		let left = 0;
		table.child(top).forEach((node) => {
			while (taken.has(`${top} ${left}`)) left++;
			const right = Math.min(left + Number(node.attrs.colspan), MAX_COLUMNS) - 1;
			const bottom = Math.min(top + Number(node.attrs.rowspan), height) - 1;
			if (left >= MAX_COLUMNS) return;
			for (let row = top; row <= bottom; row++)
				for (let column = left; column <= right; column++) taken.add(`${row} ${column}`);
			cells.push({ node, top, left, bottom, right });
			width = Math.max(width, right + 1);
		});
	}
	return { cells, width, height };
}

function setHeaders(
	table: Head,
	cells: readonly Placed[],
	rows: readonly RowId[],
	columns: readonly ColumnId[]
): void {
	const isHead = ({ node }: Placed) => node.type.name === 'tableHeader';
	for (const [top, row] of rows.entries())
		if (cells.filter((cell) => cell.top === top).every(isHead)) setHeader(table, 'rows', row, true);
	for (const [left, column] of columns.entries())
		if (cells.filter((cell) => cell.left === left).every(isHead))
			setHeader(table, 'columns', column, true);
}
