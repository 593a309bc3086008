import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { TableMap, type TableRect } from '@tiptap/pm/tables';
import { newId } from '#shared/ids.ts';
import type { Cell } from '#shared/text/head.ts';
import { MAX_COLUMNS, MAX_ROWS, readGrid, shown } from '#shared/text/grid.ts';
import type { ColumnId, RowId } from '#shared/text/line-id.ts';
import {
	addAxis,
	mergeCells,
	moveAxis,
	removeAxis,
	setHeader,
	splitCell
} from '#shared/text/table.ts';
import { byItself, writeText } from '../lines/text-command.ts';
import { tableAt, type TableAt } from './table-at.ts';

type Side = 'rows' | 'columns';
type Id = RowId | ColumnId;

/** Which of a table's rows or columns are selected. */
function chosen({ rows, columns, rect }: TableAt, side: Side) {
	const ids: readonly Id[] = side === 'rows' ? rows : columns;
	const [from, to] = side === 'rows' ? [rect.top, rect.bottom] : [rect.left, rect.right];
	return { ids, from, to, own: ids.slice(from, to) };
}

function change(editor: Editor, write: (table: TableAt) => void): boolean {
	const table = tableAt(editor);
	if (!table) return false;
	byItself(editor, () => writeText(editor, () => write(table)));
	return true;
}

/** Adds a row or a column before or behind the selected ones. */
export function addTo(editor: Editor, side: Side, where: 'before' | 'behind'): boolean {
	return change(editor, (table) => {
		const { ids, from, to } = chosen(table, side);
		if (ids.length >= (side === 'rows' ? MAX_ROWS : MAX_COLUMNS)) return;
		addAxis(table.head, side, newId() as string as Id, ids[where === 'before' ? from : to]);
	});
}

/** Removes the selected rows or columns; of a table that would have none left, the whole. */
export function removeFrom(editor: Editor, side: Side): boolean {
	const table = tableAt(editor);
	if (!table) return false;
	const { ids, own } = chosen(table, side);
	if (own.length === ids.length) return removeTable(editor);
	return change(editor, ({ head }) => {
		for (const id of own) removeAxis(head, side, id);
	});
}

/** Moves the selected rows or columns by one, with whatever others write in them. */
export function moveBy(editor: Editor, side: Side, by: -1 | 1): boolean {
	return change(editor, (table) => {
		const { ids, from, to, own } = chosen(table, side);
		if (by < 0 ? from === 0 : to >= ids.length) return;
		const before = by < 0 ? ids[from - 1] : ids[to + 1];
		for (const id of own) moveAxis(table.head, side, id, before);
	});
}

/** Makes the first row or column one of headings, or an ordinary one. */
export function toggleHeader(editor: Editor, side: Side): boolean {
	return change(editor, ({ head }) => {
		const grid = readGrid(head);
		const [first] = side === 'rows' ? shown(grid.rows) : shown(grid.columns);
		if (first) setHeader(head, side, first.id, !first.isHeader);
	});
}

/** Shows the selected cells as one, and puts the caret into it. */
export function merge(editor: Editor): boolean {
	const rect = tableAt(editor)?.rect;
	const isMerged = change(editor, (table) => {
		const { top, left, bottom, right } = table.rect;
		const [first, last] = [cellAt(table, top, left), cellAt(table, bottom - 1, right - 1)];
		if (first && last) mergeCells(table.head, first, last);
	});
	if (rect) putCaret(editor, rect);
	return isMerged;
}

/** Into the first cell of a part of a table as it is now. */
function putCaret({ state, view }: Editor, { tableStart, top, left }: TableRect): void {
	const table = state.doc.nodeAt(tableStart - 1);
	if (!table) return;
	const cell = tableStart + TableMap.get(table).positionAt(top, left, table);
	view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(cell + 1))));
}

/** Shows a merged cell as the cells that it was. */
export function split(editor: Editor): boolean {
	return change(editor, (table) => {
		const first = cellAt(table, table.rect.top, table.rect.left);
		if (first) splitCell(table.head, first);
	});
}

function cellAt({ rows, columns }: TableAt, top: number, left: number): Cell | undefined {
	const [row, column] = [rows[top], columns[left]];
	return row && column && { row, column };
}

/** Removes the table; an empty line stays in its place, for the caret. */
export function removeTable(editor: Editor): boolean {
	const table = tableAt(editor);
	if (!table) return false;
	const { state, view } = editor;
	const start = table.rect.tableStart - 1;
	const tr = state.tr.replaceWith(
		start,
		start + table.rect.table.nodeSize,
		state.schema.node('line')
	);
	tr.setSelection(TextSelection.create(tr.doc, start + 1));
	byItself(editor, () => view.dispatch(tr.scrollIntoView()));
	return true;
}
