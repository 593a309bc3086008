import { MAX_COLUMNS, MAX_ROWS } from '#shared/text/grid.ts';
import type { NewCell, NewLine } from '#shared/text/flatten.ts';

/**
 * A table of any size as tables that a text can hold: further rows are another one, and the words of further cells stand
 * in the last. Nothing that was pasted is lost.
 */
export function boundedTables(given: readonly (readonly NewCell[])[]): NewLine[] {
	const rows = given.filter((row) => row.length > 0).map(narrowed);
	const tables: NewLine[] = [];
	for (let from = 0; from < rows.length; from += MAX_ROWS)
		tables.push({ is: 'table', rows: rows.slice(from, from + MAX_ROWS) });
	return tables;
}

function narrowed(row: readonly NewCell[]): readonly NewCell[] {
	const [kept, last] = [row.slice(0, MAX_COLUMNS - 1), row[MAX_COLUMNS - 1]];
	if (!last) return row;
	const lines = row.slice(MAX_COLUMNS - 1).flatMap((cell) => cell.lines);
	return [...kept, { ...last, lines }];
}
