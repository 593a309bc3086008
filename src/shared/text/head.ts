import * as Y from 'yjs';
import { kindOf, type Kind } from './kind.ts';
import { idOf, type ColumnId, type LineId, type RowId } from './line-id.ts';

/** The embedded map that a line begins with. */
export type Head = Y.Map<unknown>;

const MAX_LEVEL = 7;
const MAX_START = 9_999;
const MAX_RANK = 2 ** 40;
const MAX_SUM = 60; // characters

/** The keys of a head, as they are written. */
export interface HeadFields {
	readonly id: LineId;
	readonly kind: string;
	readonly level?: number;
	readonly start?: number;
	readonly checked?: boolean;
	/** How often the line was moved, captured or turned back; of twins the highest is the one. */
	readonly rank?: number;
	/** The sum of the words that were copied here; a twin that still has them is not shown. */
	readonly copied?: string;
	/** The sum of the words that it was made of, where they became others: of a line that was captured. */
	readonly source?: string;
	/** Row and column, in the text of a table. */
	readonly cell?: string;
}

/** A head as it is read, whatever stands in the document. */
export interface HeadState {
	readonly id: LineId | undefined;
	readonly kind: Kind;
	readonly level: number;
	readonly start: number;
	readonly checked: boolean;
	/** False once the line was removed; the head stays, so that letters typed meanwhile have a place. */
	readonly isHere: boolean;
	/** -1 for a copy of which the making was undone. */
	readonly rank: number;
	readonly copied: string | undefined;
	readonly source: string | undefined;
	readonly cell: Cell | undefined;
}

export interface Cell {
	readonly row: RowId;
	readonly column: ColumnId;
}

/** Makes a head. What it holds besides (wording, rows) is set by the maker of its kind. */
export function newHead(fields: HeadFields): Head {
	const head = new Y.Map<unknown>([['here', true]]);
	for (const [key, value] of Object.entries(fields)) if (value !== undefined) head.set(key, value);
	return head;
}

/** Reads a head; never throws, and every number is in its bounds. */
export function readHead(head: Head): HeadState {
	const copied = sumIn(head.get('copied'));
	return {
		id: idOf<LineId>(head.get('id')),
		kind: kindOf(head.get('kind')),
		level: whole(head.get('level'), 0, MAX_LEVEL),
		start: whole(head.get('start'), 0, MAX_START),
		checked: head.get('checked') === true,
		isHere: head.get('here') === true,
		rank: copied !== undefined && !head.has('rank') ? -1 : whole(head.get('rank'), 0, MAX_RANK),
		copied,
		source: sumIn(head.get('source')),
		cell: cellOf(head.get('cell'))
	};
}

function sumIn(value: unknown): string | undefined {
	return typeof value === 'string' && value.length <= MAX_SUM ? value : undefined;
}

export function cellKey({ row, column }: Cell): string {
	return `${row}/${column}`;
}

/** A row and a column from a key; undefined for anything else. */
export function cellOf(value: unknown): Cell | undefined {
	if (typeof value !== 'string') return undefined;
	const [first, second] = value.split('/');
	const [row, column] = [idOf<RowId>(first), idOf<ColumnId>(second)];
	return row && column ? { row, column } : undefined;
}

/** Removes a line's head from sight. Its letters are deleted by the caller, in the same change. */
export function takeAway(head: Head): void {
	if (head.has('here')) head.delete('here');
}

/** A whole number within bounds; the least for anything else. */
function whole(value: unknown, least: number, most: number): number {
	return Number.isInteger(value) ? Math.min(Math.max(Number(value), least), most) : least;
}
