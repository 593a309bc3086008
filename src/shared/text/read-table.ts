import * as Y from 'yjs';
import { readGrid, shown, type Area, type Grid } from './grid.ts';
import { cellKey, readHead, type Head } from './head.ts';
import { EMPTY_LINE, type CellLine, type GridCell, type GridRow, type WordsLine } from './line.ts';
import { lettersOf } from './marks.ts';
import { segmentsOf, type Segment } from './segment.ts';

/** A table as it is seen, and the words that were written into what is no longer there. */
export interface ReadTable {
	readonly rows: readonly GridRow[];
	readonly leftover: string;
}

/** Reads the cells of a table and their lines. A table that was removed has only what was written into it meanwhile. */
export function readTable(table: Head, isHere: boolean): ReadTable {
	const grid = isHere ? readGrid(table) : undefined;
	const lines = new CellLines(grid);
	const words = table.get('words');
	if (words instanceof Y.Text) for (const segment of segmentsOf(words)) lines.add(segment);
	return { rows: grid ? rowsOf(grid, lines) : [], leftover: lines.leftover.join('\n') };
}

/** The lines of each cell. */
class CellLines {
	readonly #cells = new Map<string, CellLine[]>();
	readonly #here: (key: string) => boolean;
	readonly leftover: string[] = [];

	constructor(grid: Grid | undefined) {
		const rows = new Set<string>(shown(grid?.rows ?? []).map(({ id }) => id));
		const columns = new Set<string>(shown(grid?.columns ?? []).map(({ id }) => id));
		this.#here = (key) => {
			const [row = '', column = ''] = key.split('/');
			return rows.has(row) && columns.has(column);
		};
	}

	add(segment: Segment): void {
		const state = segment.head && readHead(segment.head);
		const key = state?.cell && cellKey(state.cell);
		const isWritten = segment.length > 0;
		if (!segment.head || !state || !key || !this.#here(key)) {
			if (isWritten) this.leftover.push(lettersOf(segment.runs));
		} else if (state.isHere || isWritten) {
			const lines = this.#cells.get(key) ?? [];
			if (lines.length === 0) this.#cells.set(key, lines);
			lines.push({ line: wordsLine(segment, state), head: segment.head });
		}
	}

	at(key: string): readonly CellLine[] {
		return this.#cells.get(key) ?? [];
	}
}

/** A segment as a line of words: what is no kind of words is a paragraph. */
export function wordsLine({ runs }: Segment, state: ReturnType<typeof readHead>): WordsLine {
	const { id, kind, level, start, checked, isHere } = state;
	return {
		is: 'words',
		id: isHere ? id : undefined,
		kind: kind.is === 'words' ? kind.kind : 'paragraph',
		level,
		start,
		checked,
		stray: isHere ? undefined : 'removed',
		runs
	};
}

function rowsOf(grid: Grid, lines: CellLines): GridRow[] {
	const [rows, columns] = [shown(grid.rows), shown(grid.columns)];
	const covering = coverOf(grid.areas);
	if (columns.length === 0) return [];
	return rows.map((row, top) => {
		const cells: GridCell[] = [];
		for (const [left, column] of columns.entries()) {
			const area = covering(top, left);
			if (area && (area.top !== top || area.left !== left)) continue;
			const { bottom, right } = area ?? { bottom: top, right: left };
			cells.push({
				row: row.id,
				column: column.id,
				isHeader: row.isHeader || column.isHeader,
				colspan: right - left + 1,
				rowspan: bottom - top + 1,
				lines: linesIn(grid, { top, left, bottom, right }, lines)
			});
		}
		return { id: row.id, cells };
	});
}

/** The lines of all cells of an area, in reading order; of covered cells only those with words. */
function linesIn(grid: Grid, { top, left, bottom, right }: Area, lines: CellLines): CellLine[] {
	const found: CellLine[] = [];
	const columns = shown(grid.columns).slice(left, right + 1);
	for (const [down, row] of shown(grid.rows)
		.slice(top, bottom + 1)
		.entries())
		for (const [across, column] of columns.entries()) {
			const all = lines.at(cellKey({ row: row.id, column: column.id }));
			const isOwn = down === 0 && across === 0;
			for (const one of all) if (isOwn || one.line.runs.length > 0) found.push(one);
		}
	return found.length > 0 ? found : [{ line: EMPTY_LINE, head: undefined }];
}

function coverOf(areas: readonly Area[]): (top: number, left: number) => Area | undefined {
	return (row, column) =>
		areas.find(
			({ top, left, bottom, right }) =>
				row >= top && row <= bottom && column >= left && column <= right
		);
}
