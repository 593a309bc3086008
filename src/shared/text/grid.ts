import * as Y from 'yjs';
import { cellOf, type Cell, type Head } from './head.ts';
import { idOf, type ColumnId, type RowId } from './line-id.ts';
import { byOrder, orderOf } from './order.ts';

/** How large a table can be. */
export const MAX_ROWS = 1_000;
export const MAX_COLUMNS = 40;
const MAX_MERGES = 1_000;

/** A row or a column of a table. A removed one keeps its place, so that what is merged over it keeps its ends. */
export interface Axis<Id extends string> {
	readonly id: Id;
	readonly order: string;
	readonly isHere: boolean;
	readonly isHeader: boolean;
}

/** The rows and columns of a table in their order, and which cell covers which others. */
export interface Grid {
	readonly rows: readonly Axis<RowId>[];
	readonly columns: readonly Axis<ColumnId>[];
	readonly areas: readonly Area[];
}

/** Cells that are shown as one, by the places of those rows and columns that are here. */
export interface Area {
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
}

/** The rows and columns that are here. */
export function shown<Id extends string>(axes: readonly Axis<Id>[]): Axis<Id>[] {
	return axes.filter(({ isHere }) => isHere);
}

/** Reads the grid of a table from its head; sizes are in their bounds, and merged areas do not overlap. */
export function readGrid(table: Head): Grid {
	const rows = axesOf<RowId>(table.get('rows'), MAX_ROWS);
	const columns = axesOf<ColumnId>(table.get('columns'), MAX_COLUMNS);
	return { rows, columns, areas: areasOf(table.get('merges'), rows, columns) };
}

function axesOf<Id extends RowId | ColumnId>(value: unknown, most: number): Axis<Id>[] {
	if (!(value instanceof Y.Map)) return [];
	const axes: Axis<Id>[] = [];
	for (const [key, axis] of value as Y.Map<unknown>) {
		const id = idOf<Id>(key);
		if (!id || !(axis instanceof Y.Map)) continue;
		const order = orderOf(axis.get('order'));
		const [isHere, isHeader] = [axis.get('here') === true, axis.get('header') === true];
		axes.push({ id, order, isHere, isHeader });
	}
	return bounded(axes.sort(byOrder), most);
}

/** No more than so many that are here; what is beyond is shown as the words of removed cells. */
function bounded<Id extends string>(axes: readonly Axis<Id>[], most: number): Axis<Id>[] {
	let left = most;
	return axes.map((axis) => (axis.isHere && left-- <= 0 ? { ...axis, isHere: false } : axis));
}

function areasOf(
	value: unknown,
	rows: readonly Axis<RowId>[],
	columns: readonly Axis<ColumnId>[]
): Area[] {
	if (!(value instanceof Y.Map)) return [];
	const places = new Places(rows, columns);
	const areas: Area[] = [];
	for (const [from, to] of [...(value as Y.Map<unknown>)].slice(0, MAX_MERGES)) {
		const [first, last] = [cellOf(from), cellOf(to)];
		const area = first && last && places.between(first, last);
		if (area) areas.push(area);
	}
	return apart(areas);
}

/** Of areas that overlap the first in reading order, and of those that begin at one cell the largest. */
function apart(areas: Area[]): Area[] {
	const size = ({ top, left, bottom, right }: Area) => (bottom - top) * (right - left);
	areas.sort((a, b) => a.top - b.top || a.left - b.left || size(b) - size(a));
	const kept: Area[] = [];
	for (const area of areas) if (!kept.some((one) => overlap(one, area))) kept.push(area);
	return kept;
}

function overlap(a: Area, b: Area): boolean {
	return a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}

/** Where rows and columns stand among those that are here. */
class Places {
	readonly #rows: ReadonlyMap<string, Place>;
	readonly #columns: ReadonlyMap<string, Place>;

	constructor(rows: readonly Axis<string>[], columns: readonly Axis<string>[]) {
		this.#rows = placesOf(rows);
		this.#columns = placesOf(columns);
	}

	/** The area between two corners: what of it is here. Undefined for a single cell and for none. */
	between(first: Cell, last: Cell): Area | undefined {
		const rows = span(this.#rows.get(first.row), this.#rows.get(last.row));
		const columns = span(this.#columns.get(first.column), this.#columns.get(last.column));
		if (!rows || !columns) return undefined;
		const [[top, bottom], [left, right]] = [rows, columns];
		return top === bottom && left === right ? undefined : { top, left, bottom, right };
	}
}

/** How many are here before it, and with it. */
interface Place {
	readonly before: number;
	readonly upTo: number;
}

function placesOf(axes: readonly Axis<string>[]): Map<string, Place> {
	let count = 0;
	return new Map(
		axes.map(({ id, isHere }) => {
			const before = count;
			count += Number(isHere);
			return [id, { before, upTo: count }] as const;
		})
	);
}

function span(one: Place | undefined, other: Place | undefined): [number, number] | undefined {
	if (!one || !other) return undefined;
	const [first, last] = one.before <= other.before ? [one, other] : [other, one];
	return first.before < last.upTo ? [first.before, last.upTo - 1] : undefined;
}
