import type { Editor } from '@tiptap/core';
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { TableMap } from '@tiptap/pm/tables';
import { newId } from '#shared/ids.ts';
import { MAX_COLUMNS, MAX_ROWS } from '#shared/text/grid.ts';
import type { ColumnId, RowId } from '#shared/text/line-id.ts';
import { addAxis } from '#shared/text/table.ts';
import { byItself, writeText } from '../lines/text-command.ts';
import { tableAt } from '../tables/table-at.ts';

/** The lines of each cell, row by row. */
export type Cells = readonly (readonly Fragment[])[];

/**
 * Writes cells into those of the table that the caret is in, from there to the right and down; rows and columns that it
 * has not are added. Cells keep what they are: what others type in them stays.
 */
export function fillCells(editor: Editor, cells: Cells): boolean {
	const table = tableAt(editor);
	if (!table) return false;
	const { head, rect, rows, columns } = table;
	const down = Math.min(rect.top + cells.length, MAX_ROWS) - rows.length;
	const width = Math.max(0, ...cells.map((row) => row.length));
	const across = Math.min(rect.left + width, MAX_COLUMNS) - columns.length;
	byItself(editor, () => {
		writeText(editor, () => {
			for (let row = 0; row < down; row++) addAxis(head, 'rows', newId() as string as RowId);
			for (let column = 0; column < across; column++)
				addAxis(head, 'columns', newId() as string as ColumnId);
		});
		write(editor, rect.tableStart, { top: rect.top, left: rect.left }, cells);
	});
	return true;
}

/** From the last cell to the first, so that positions stay. */
function write(
	{ state, view }: Editor,
	start: number,
	from: { readonly top: number; readonly left: number },
	cells: Cells
): void {
	const table = state.doc.nodeAt(start - 1);
	if (!table) return;
	const map = TableMap.get(table);
	const found = new Map<number, Fragment>();
	for (const [down, row] of cells.entries())
		for (const [across, lines] of row.entries()) {
			const [top, left] = [from.top + down, from.left + across];
			if (top >= map.height || left >= map.width) continue;
			const position = map.map[top * map.width + left];
			// What goes into a merged cell goes there together.
			if (position === undefined) continue;
			found.set(position, (found.get(position) ?? Fragment.empty).append(lines));
		}
	const tr = state.tr;
	for (const [position, lines] of [...found].sort(([a], [b]) => b - a)) {
		const cell = table.nodeAt(position);
		if (cell) tr.replaceWith(start + position + 1, start + position + cell.nodeSize - 1, lines);
	}
	view.dispatch(tr.scrollIntoView().setMeta('paste', true));
}

/** The lines of a cell that was copied, as new ones. */
export function linesIn(schema: Schema, cell: Node): Fragment {
	const lines = cell.children.flatMap((line) =>
		line.type.name === 'line' ? [line.type.create({ ...line.attrs, id: '' }, line.content)] : []
	);
	return Fragment.from(lines.length > 0 ? lines : [schema.node('line')]);
}
