import { TextSelection, type Command } from '@tiptap/pm/state';

const SIZE = 3;

/** Puts a table in the place of an empty line, or below one with words, with the caret in its first cell. */
export const insertTable: Command = ({ schema, selection, tr }, dispatch) => {
	const { $from } = selection;
	if ($from.depth > 1) return false;
	const row = (cell: string) =>
		schema.node(
			'tableRow',
			null,
			Array.from({ length: SIZE }, () => schema.node(cell, null, [schema.node('line')]))
		);
	const rows = Array.from({ length: SIZE }, (_, at) => row(at === 0 ? 'tableHeader' : 'tableCell'));
	const table = schema.node('table', null, rows);
	const isEmpty = $from.depth === 1 && $from.parent.content.size === 0;
	const end = $from.depth === 0 ? selection.to : $from.after();
	const place = isEmpty ? $from.before() : end;
	tr.replaceWith(place, end, table);
	tr.setSelection(TextSelection.create(tr.doc, place + 4)); // into table, row, cell and line
	dispatch?.(tr.scrollIntoView());
	return true;
};
