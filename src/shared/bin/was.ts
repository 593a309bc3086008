import type { NewCell, NewWords } from '../text/flatten.ts';
import type { Head } from '../text/head.ts';
import { MAX_COLUMNS, MAX_ROWS } from '../text/grid.ts';
import { WORDS_KINDS } from '../text/kind.ts';
import type { GridRow } from '../text/line.ts';
import { attributesOf, cutRuns, lettersOf, markOf, type Run } from '../text/marks.ts';

/** What a removed line said, and when it was removed (ms since 1970, as its remover's clock has it). */
export interface Was {
	readonly at: number;
	/** Of a line of words. */
	readonly runs: readonly Run[];
	/** Of a table. */
	readonly rows: readonly (readonly NewCell[])[];
}

/** Longest words that are kept of one line or table; what is beyond is gone. */
const LONGEST_WAS = 10_000; // characters
const KEY = 'was';
const MAX_RUNS = 1_000;

type Written = readonly (readonly [letters: string, marks?: Readonly<Record<string, unknown>>])[];

/** Keeps the words of a line in its head, in the change that removes them. */
export function keepRuns(head: Head, runs: readonly Run[], at: number): void {
	head.set(KEY, { at, words: written(cutRuns(runs, 0, LONGEST_WAS)) });
}

/** Keeps a table with the words of its cells; as many rows as there is room for. */
export function keepRows(head: Head, rows: readonly GridRow[], at: number): void {
	let left = LONGEST_WAS;
	const kept = rows.filter(({ cells }) => {
		for (const { lines } of cells)
			for (const { line } of lines) left -= lettersOf(line.runs).length;
		return left >= 0;
	});
	const cells = kept.map((row) =>
		row.cells.map(({ isHeader, colspan, rowspan, lines }) => ({
			...{ isHeader, colspan, rowspan },
			lines: lines.map(({ line: { kind, runs } }) => ({ kind, words: written(runs) }))
		}))
	);
	head.set(KEY, { at, rows: cells });
}

/** Forgets what a line said. */
export function forgetWas(head: Head): void {
	if (head.has(KEY)) head.delete(KEY);
}

/** How many letters are kept in a head, at most about as many as are written; for the bound of a text. */
export function weightOf(head: Head): number {
	const was = wasOf(head);
	return was ? lettersOf(was.runs).length + tableWords(was).length : 0;
}

/** The words of the cells of a table that was, a row on each line. */
export function tableWords({ rows }: Pick<Was, 'rows'>): string {
	const words = ({ lines }: NewCell) => lines.map(({ runs }) => lettersOf(runs)).join(' ');
	return rows.map((row) => row.map(words).join(' · ')).join('\n');
}

/** Reads what is kept in a head, whatever stands there; undefined when it is nothing of ours. */
export function wasOf(head: Head): Was | undefined {
	const value: unknown = head.get(KEY);
	if (!isObject(value)) return undefined;
	const { at, words, rows } = value;
	if (!Number.isSafeInteger(at)) return undefined;
	return { at: Number(at), runs: runsIn(words), rows: rowsIn(rows) };
}

function written(runs: readonly Run[]): Written {
	return runs.map(({ text, marks }) => (marks.length > 0 ? [text, attributesOf(marks)] : [text]));
}

function runsIn(value: unknown): Run[] {
	const runs: Run[] = [];
	for (const one of listOf(value).slice(0, MAX_RUNS)) {
		const [text, formats] = listOf(one);
		if (typeof text !== 'string') continue;
		const marks = isObject(formats)
			? Object.entries(formats).flatMap(([key, format]) => markOf(key, format) ?? [])
			: [];
		runs.push({ text, marks });
	}
	return cutRuns(runs, 0, LONGEST_WAS);
}

function rowsIn(value: unknown): NewCell[][] {
	return listOf(value)
		.slice(0, MAX_ROWS)
		.map((row) => listOf(row).slice(0, MAX_COLUMNS).flatMap(cellIn));
}

function cellIn(value: unknown): NewCell[] {
	if (!isObject(value)) return [];
	const { isHeader, colspan, rowspan, lines } = value;
	return [
		{
			isHeader: isHeader === true,
			colspan: span(colspan, MAX_COLUMNS),
			rowspan: span(rowspan, MAX_ROWS),
			lines: listOf(lines).slice(0, MAX_RUNS).flatMap(lineIn)
		}
	];
}

function lineIn(value: unknown): NewWords[] {
	if (!isObject(value)) return [];
	const kind = WORDS_KINDS.find((one) => one === value['kind']) ?? 'paragraph';
	return [{ is: 'words', kind, level: 0, start: 0, checked: false, runs: runsIn(value['words']) }];
}

function span(value: unknown, most: number): number {
	return Number.isInteger(value) ? Math.min(Math.max(Number(value), 1), most) : 1;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
