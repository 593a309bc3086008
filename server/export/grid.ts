import type { Cell, Table } from './paper.ts';

const MAX_COLUMNS = 40;

/**
 * Makes the cells of a table fill its grid exactly: spans are cut at the edge and at the end of the head, and short
 * rows get empty cells. Without this, a span from a hostile or half-merged edit would break Word and PDF.
 */
export function fillGrid(rows: readonly (readonly Cell[])[]): Omit<Table, 'caption' | 'kind'> {
	const headRows = countHeadRows(rows);
	const cut = Math.max(0, ...rows.map(widthOf)) - MAX_COLUMNS;
	const taken = new Set<string>();
	const placed = rows.map((row, y) =>
		placeRow(row, y, (y < headRows ? headRows : rows.length) - y, taken)
	);
	const width = 1 + Math.max(0, ...[...taken].map((place) => Number(place.split(',')[1])));
	return {
		columns: Array.from({ length: width }, () => 1),
		headRows,
		...(cut > 0 && { columnsLeftOut: cut }),
		rows: placed.map((row, y) => [...row, ...missing(y, width, taken)])
	};
}

/** The rows of a filled table as a complete grid, with undefined for places that a span covers beyond its first. */
export function spread(rows: Table['rows'], width: number): (Cell | undefined)[][] {
	const covered = new Set<string>();
	return rows.map((row, y) => {
		const left = [...row];
		return Array.from({ length: width }, (_, x) => {
			if (covered.has(`${y},${x}`)) return undefined;
			const cell = left.shift();
			for (let dy = 0; dy < (cell?.rowspan ?? 0); dy++)
				for (let dx = 0; dx < (cell?.colspan ?? 0); dx++) covered.add(`${y + dy},${x + dx}`);
			return cell;
		});
	});
}

function widthOf(row: readonly Cell[]): number {
	return row.reduce((sum, { colspan }) => sum + colspan, 0);
}

function countHeadRows(rows: readonly (readonly Cell[])[]): number {
	const firstBody = rows.findIndex((row) => row.some((cell) => !cell.header));
	return firstBody === -1 ? rows.length : firstBody;
}

function placeRow(row: readonly Cell[], y: number, rowsLeft: number, taken: Set<string>): Cell[] {
	const placed: Cell[] = [];
	let x = 0;
	for (const cell of row) {
		while (taken.has(`${y},${x}`)) x++;
		if (x >= MAX_COLUMNS) break;
		const rowspan = Math.min(cell.rowspan, rowsLeft);
		const colspan = freeColumns(y, x, Math.min(cell.colspan, MAX_COLUMNS - x), taken);
		for (let dy = 0; dy < rowspan; dy++)
			for (let dx = 0; dx < colspan; dx++) taken.add(`${y + dy},${x + dx}`);
		placed.push({ ...cell, colspan, rowspan });
	}
	return placed;
}

function freeColumns(y: number, x: number, wanted: number, taken: ReadonlySet<string>): number {
	let free = 1;
	while (free < wanted && !taken.has(`${y},${x + free}`)) free++;
	return free;
}

function missing(y: number, width: number, taken: ReadonlySet<string>): Cell[] {
	const gaps: Cell[] = [];
	for (let x = 0; x < width; x++)
		if (!taken.has(`${y},${x}`)) gaps.push({ header: false, colspan: 1, rowspan: 1, blocks: [] });
	return gaps;
}
