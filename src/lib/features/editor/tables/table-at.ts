import type { Editor } from '@tiptap/core';
import { isInTable, selectedRect, type TableRect } from '@tiptap/pm/tables';
import type { Head } from '#shared/text/head.ts';
import { readGrid, shown } from '#shared/text/grid.ts';
import type { ColumnId, RowId } from '#shared/text/line-id.ts';
import { boundTo } from '../lines/text-command.ts';

/** The table that the caret is in, its rows and columns, and which of them are selected. */
export interface TableAt {
	readonly head: Head;
	readonly rows: readonly RowId[];
	readonly columns: readonly ColumnId[];
	readonly rect: TableRect;
}

/** Finds the table in the text; undefined when the caret is in none. */
export function tableAt(editor: Editor): TableAt | undefined {
	const bound = boundTo(editor);
	if (!bound || !isInTable(editor.state)) return undefined;
	const rect = selectedRect(editor.state);
	const head = bound.binding.headAt(rect.tableStart - 1);
	if (!head) return undefined;
	const { rows, columns } = readGrid(head);
	const ids = {
		rows: shown(rows).map(({ id }) => id),
		columns: shown(columns).map(({ id }) => id)
	};
	return { head, rect, ...ids };
}
