import { paragraph, type Cell, type Run, type Table } from './paper.ts';

/** A table with one repeating head row. The widths of columns are relative. */
export function textTable(
	caption: string,
	columns: readonly (readonly [title: string, width: number])[],
	rows: readonly (readonly Cell[])[]
): Table {
	const head = columns.map(([title]) => ({ ...cell(title), header: true }));
	return {
		kind: 'table',
		caption,
		columns: columns.map(([, width]) => width),
		headRows: 1,
		rows: [head, ...rows]
	};
}

/** A body cell with one paragraph, spanning some columns. */
export function cell(text: string, colspan = 1): Cell {
	return { header: false, colspan, rowspan: 1, blocks: [paragraph(text)] };
}

/** A body cell that other places of the paper lead to, and that leads to one. */
export function anchoredCell(anchor: string, runs: readonly Run[], colspan = 1): Cell {
	return { ...cell('', colspan), anchor, blocks: [{ kind: 'paragraph', number: undefined, runs }] };
}
