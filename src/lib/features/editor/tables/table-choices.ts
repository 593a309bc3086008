import type { Editor } from '@tiptap/core';
import { tableAt } from './table-at.ts';

/** What can be done with the selected cells of a table now; what cannot is greyed in its menu. */
export interface TableChoices {
	readonly mayMerge: boolean;
	readonly maySplit: boolean;
	readonly mayMove: Readonly<Record<'up' | 'down' | 'back' | 'on', boolean>>;
}

const NONE: TableChoices = {
	mayMerge: false,
	maySplit: false,
	mayMove: { up: false, down: false, back: false, on: false }
};

/** Finds what can be done; nothing outside a table. */
export function tableChoices(editor: Editor): TableChoices {
	const table = tableAt(editor);
	if (!table) return NONE;
	const { map, table: node, top, bottom, left, right } = table.rect;
	const inRect = map.cellsInRect({ top, bottom, left, right });
	const first = node.nodeAt(inRect[0] ?? 0);
	return {
		mayMerge: inRect.length > 1,
		maySplit: Number(first?.attrs['colspan']) > 1 || Number(first?.attrs['rowspan']) > 1,
		mayMove: {
			up: top > 0,
			down: bottom < table.rows.length,
			back: left > 0,
			on: right < table.columns.length
		}
	};
}
