import type { NewCell, NewWords } from '#shared/text/flatten.ts';
import { MAX_COLUMNS, MAX_ROWS } from '#shared/text/grid.ts';

/** True for a table that only puts things in their places, as mails have them: its content is read without it. */
export function isLayout(table: Element): boolean {
	if (table.getAttribute('role') === 'presentation') return true;
	if (table.querySelector('table')) return true;
	return table.querySelectorAll('td, th').length < 2;
}

/** The cells of a table. */
export function tableRows(
	table: Element,
	linesOf: (cell: Element) => readonly NewWords[]
): NewCell[][] {
	return [...table.querySelectorAll('tr')].map((row) =>
		[...row.children]
			.filter(({ localName }) => localName === 'td' || localName === 'th')
			.map((cell) => ({
				isHeader: cell.localName === 'th' || row.parentElement?.localName === 'thead',
				colspan: spanOf(cell, 'colspan', MAX_COLUMNS),
				rowspan: spanOf(cell, 'rowspan', MAX_ROWS),
				lines: linesOf(cell)
			}))
	);
}

function spanOf(cell: Element, name: string, most: number): number {
	const span = Math.trunc(Number(cell.getAttribute(name) ?? 1));
	return Number.isFinite(span) ? Math.min(Math.max(span, 1), most) : 1;
}
