import { Extension, type Editor } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { goToNextCell, isInTable, tableEditing } from '@tiptap/pm/tables';
import { isFromText } from '#lib/text/from-text.ts';
import { run } from '../lines/run.ts';
import { wayOut } from '../keys/ways-out.ts';
import { insertTable } from './insert-table.ts';
import { addTo } from './table-commands.ts';

declare module '@tiptap/core' {
	interface Commands<ReturnType> {
		tableEditing: {
			/** Puts a table where the caret is. */
			putTable: () => ReturnType;
		};
	}
}

/** Selecting cells and going from one to the next. */
export const TableEditing = Extension.create({
	name: 'tableEditing',
	priority: 950,
	addKeyboardShortcuts() {
		const { editor } = this;
		return {
			Tab: () => isInTable(editor.state) && nextCell(editor),
			'shift-Tab': () => isInTable(editor.state) && run(editor, goToNextCell(-1)),
			// Before the table's own arrows, which know no way out of the text's last table.
			ArrowUp: () => run(editor, wayOut(-1)),
			ArrowDown: () => run(editor, wayOut(1))
		};
	},
	addCommands: () => ({
		putTable:
			() =>
			({ state, dispatch }) =>
				insertTable(state, dispatch)
	}),
	addProseMirrorPlugins: () => [cells()]
});

/** Behind the last cell there is a new row. */
function nextCell(editor: Editor): boolean {
	if (run(editor, goToNextCell(1))) return true;
	return addTo(editor, 'rows', 'behind') && run(editor, goToNextCell(1));
}

function cells(): Plugin {
	const { spec } = tableEditing() as Plugin<unknown>;
	return new Plugin({
		...spec,
		appendTransaction(transactions, before, state) {
			const tr = spec.appendTransaction?.call(this, transactions, before, state);
			// What others wrote is not mended: everybody reads it alike.
			return tr?.docChanged && transactions.some(isFromText) ? null : tr;
		}
	});
}
