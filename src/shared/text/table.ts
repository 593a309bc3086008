import * as Y from 'yjs';
import { newHead, cellKey, type Cell, type Head } from './head.ts';
import { readGrid, shown, type Axis } from './grid.ts';
import type { ColumnId, LineId, RowId } from './line-id.ts';
import { insertHead } from './insert-head.ts';
import { orderBetween } from './order.ts';
import { headsOf, lettersBehind, startBehind } from './place.ts';
import { tableText } from './table-words.ts';
import { insertLine } from './write.ts';

type Side = 'rows' | 'columns';

/** Puts a table with so many rows and columns into a text. Ids are made by the caller's function. */
export function insertTable(
	text: Y.Text,
	index: number,
	fields: { readonly id: LineId; readonly rank?: number; readonly copied?: string },
	rows: readonly RowId[],
	columns: readonly ColumnId[]
): Head {
	const table = newHead({ ...fields, kind: 'table' });
	table.set('rows', axisMap(rows));
	table.set('columns', axisMap(columns));
	table.set('merges', new Y.Map());
	table.set('words', new Y.Text());
	insertHead(text, index, table);
	return table;
}

function axisMap(ids: readonly string[]): Y.Map<unknown> {
	const orders: string[] = [];
	for (const at of ids.keys()) orders.push(orderBetween(orders, at));
	return new Y.Map(ids.map((id, at) => [id, axis(orders[at] ?? '')]));
}

function axis(order: string): Y.Map<unknown> {
	return new Y.Map<unknown>([
		['here', true],
		['order', order]
	]);
}

function mapOf(table: Head, key: Side | 'merges'): Y.Map<unknown> | undefined {
	const value = table.get(key);
	return value instanceof Y.Map ? (value as Y.Map<unknown>) : undefined;
}

function axesOf(table: Head, side: Side): readonly Axis<string>[] {
	const grid = readGrid(table);
	return side === 'rows' ? grid.rows : grid.columns;
}

/** Adds a row or a column before another one, or at the end. */
export function addAxis(table: Head, side: Side, id: RowId | ColumnId, before?: string): void {
	const axes = axesOf(table, side);
	mapOf(table, side)?.set(id, axis(orderAt(axes, before)));
}

function orderAt(axes: readonly Axis<string>[], before: string | undefined): string {
	const at = before === undefined ? -1 : axes.findIndex(({ id }) => id === before);
	return orderBetween(
		axes.map(({ order }) => order),
		at < 0 ? axes.length : at
	);
}

/** Moves a row or a column before another one, or to the end. Its cells go with it, whoever writes in them. */
export function moveAxis(table: Head, side: Side, id: RowId | ColumnId, before?: string): void {
	const axes = axesOf(table, side).filter((one) => one.id !== id);
	const moved = mapOf(table, side)?.get(id);
	if (moved instanceof Y.Map) moved.set('order', orderAt(axes, before));
}

/** Makes a row or a column one of headings, or an ordinary one. */
export function setHeader(table: Head, side: Side, id: RowId | ColumnId, isHeader: boolean): void {
	const one = mapOf(table, side)?.get(id);
	if (one instanceof Y.Map && (one.get('header') === true) !== isHeader)
		one.set('header', isHeader);
}

/** Removes a row or a column: a flag, and the letters known now. What others type into it meanwhile is kept. */
export function removeAxis(table: Head, side: Side, id: RowId | ColumnId): void {
	const one = mapOf(table, side)?.get(id);
	if (!(one instanceof Y.Map) || !one.has('here')) return;
	const words = tableText(table);
	for (const head of words ? headsOf(words) : []) {
		const [row, column] = String(head.get('cell')).split('/');
		if (!words || (side === 'rows' ? row : column) !== id) continue;
		const { length } = lettersBehind(words, head);
		if (length > 0) words.delete(startBehind(head), length);
	}
	one.delete('here');
}

/** Shows the cells between two corners as one. Nothing is copied: the cells stay, and their lines are shown in the first. */
export function mergeCells(table: Head, first: Cell, last: Cell): void {
	const merges = mapOf(table, 'merges');
	if (merges) merges.set(cellKey(first), cellKey(last));
	else table.set('merges', new Y.Map([[cellKey(first), cellKey(last)]]));
}

/** Shows merged cells apart again; each has the lines that it had, and those that were written into it. */
export function splitCell(table: Head, first: Cell): void {
	const merges = mapOf(table, 'merges');
	if (merges?.has(cellKey(first))) merges.delete(cellKey(first));
}

/** Adds a line to a cell, behind another of its lines or as its first. */
export function addCellLine(
	table: Head,
	cell: Cell,
	id: LineId,
	behind?: Head,
	kind = 'paragraph'
): Head | undefined {
	const words = tableText(table);
	if (!words) return undefined;
	const index = behind ? startBehind(behind) + lettersBehind(words, behind).length : words.length;
	return insertLine(words, index, { id, kind, cell: cellKey(cell) });
}

/** The last row or column cannot be removed in a table that stays. */
export function canRemove(table: Head, side: Side): boolean {
	return shown(axesOf(table, side)).length > 1;
}
