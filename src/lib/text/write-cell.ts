import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { newId } from '#shared/ids.ts';
import { cellKey, newHead, takeAway, type Cell, type Head } from '#shared/text/head.ts';
import { insertHead } from '#shared/text/insert-head.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { formatsAround, indexOfHead, lettersBehind, startBehind } from '#shared/text/place.ts';
import { readTable } from '#shared/text/read-table.ts';
import { headIn } from '#shared/text/segment.ts';
import { addCellLine } from '#shared/text/table.ts';
import { tableText } from '#shared/text/table-words.ts';
import { insertRuns, setLine } from '#shared/text/write.ts';
import type { ChangedRange } from './changed-ranges.ts';
import { fieldsOf, lineChange, runsOf } from './node-runs.ts';
import { gapsOf, rowsIn, type Gap, type Row } from './rows.ts';
import { writeLetters } from './write-letters.ts';

/** A cell of the editor, and where it begins. */
export interface CellAt {
	readonly node: Node;
	readonly position: number;
}

/** Writes what the editor changed in the lines of a cell, within a range. */
export function writeCell(
	table: Head,
	cell: Cell,
	old: CellAt,
	next: CellAt,
	{ fromA, toA, fromB, toB }: ChangedRange
): void {
	const words = tableText(table);
	if (!words) return;
	const rows = rowsIn(old.node, old.position + 1, ...within(old, fromA, toA));
	const writer = new CellWriter(table, words, cell, headsOf(table, cell, old));
	const come = rowsIn(next.node, next.position + 1, ...within(next, fromB, toB));
	for (const gap of gapsOf(rows, come)) writer.write(gap);
}

/** The part of a range that is in a cell. */
function within({ node, position }: CellAt, from: number, to: number): [number, number] {
	const [start, end] = [position + 1, position + node.nodeSize - 1];
	return [Math.min(Math.max(from, start), end), Math.min(Math.max(to, start), end)];
}

/** The head of each line, by the line's position. */
function headsOf(table: Head, { row, column }: Cell, { node, position }: CellAt): Heads {
	const cells = readTable(table, true).rows.flatMap((one) => one.cells);
	const found = cells.find((one) => one.row === row && one.column === column);
	const heads = new Map<number, Head | undefined>();
	node.forEach((_line, offset, at) => heads.set(position + 1 + offset, found?.lines[at]?.head));
	return heads;
}

type Heads = ReadonlyMap<number, Head | undefined>;

class CellWriter {
	readonly #table: Head;
	readonly #words: Y.Text;
	readonly #cell: Cell;
	readonly #heads: Heads;

	constructor(table: Head, words: Y.Text, cell: Cell, heads: Heads) {
		this.#table = table;
		this.#words = words;
		this.#cell = cell;
		this.#heads = heads;
	}

	write(gap: Gap): void {
		const { stayed, gone, come } = gap;
		const known = stayed && this.#heads.get(stayed.old.position);
		const last = gone.at(-1) ?? stayed?.old;
		const tail = last ? runsOf(last.node, last.to) : [];
		if (come.length > 0 && gone.length > 0) this.#replace(known, gone, come);
		else if (come.length > 0) this.#divide(known, stayed?.old, come);
		else if (gone.length > 0) this.#join(known, gone, tail.length > 0);
		if (stayed) this.#change(stayed.old, stayed.next, known);
	}

	/** New lines behind a place in a line; what stands behind the place goes with the last of them. */
	#divide(known: Head | undefined, old: Row | undefined, come: readonly Row[]): void {
		const head = known ?? (old && addCellLine(this.#table, this.#cell, freshId()));
		if (!head || !old) return this.#replace(undefined, [], come);
		const index = startBehind(head) + old.to;
		const formats = formatsAround(runsOf(old.node), old.to);
		for (const { node, from, to } of [...come].reverse()) {
			const fields = { id: freshId(), cell: cellKey(this.#cell), ...fieldsOf(node) };
			insertHead(this.#words, index, newHead(fields), formats);
			insertRuns(this.#words, index + 1, runsOf(node, from, to));
		}
	}

	/** Lines in the place of others, as they are in the editor. */
	#replace(known: Head | undefined, gone: readonly Row[], come: readonly Row[]): void {
		for (const { position } of gone) this.#remove(this.#heads.get(position));
		let behind = known;
		for (const { node } of come) {
			const head = addCellLine(this.#table, this.#cell, freshId(), behind);
			if (!head) return;
			setLine(head, fieldsOf(node));
			insertRuns(this.#words, startBehind(head), runsOf(node));
			behind = head;
		}
	}

	/** Lines that went. What is left of the last joins the first: no letter moves where nothing stands between. */
	#join(known: Head | undefined, gone: readonly Row[], hasTail: boolean): void {
		const [first] = gone;
		const other = first && this.#heads.get(first.position);
		const next = known && lettersBehind(this.#words, known).next;
		if (hasTail && first && other && gone.length === 1 && next && headIn(next) === other) {
			if (first.to > first.from)
				this.#words.delete(startBehind(other) + first.from, first.to - first.from);
			this.#words.delete(indexOfHead(other), 1);
			return;
		}
		const last = gone.at(-1);
		const tail = hasTail && last ? runsOf(last.node, last.to) : [];
		for (const { position } of gone) this.#remove(this.#heads.get(position));
		const head =
			known ?? (tail.length > 0 ? addCellLine(this.#table, this.#cell, freshId()) : undefined);
		if (head)
			insertRuns(this.#words, startBehind(head) + lettersBehind(this.#words, head).length, tail);
	}

	#change(old: Row, next: Row, known: Head | undefined): void {
		const [before, after] = [
			runsOf(old.node, old.from, old.to),
			runsOf(next.node, next.from, next.to)
		];
		const change = next.isWhole ? lineChange(old.node, next.node) : {};
		if (before.length + after.length + Object.keys(change).length === 0) return;
		const head = known ?? addCellLine(this.#table, this.#cell, freshId());
		if (!head) return;
		if (after.length > 0 && head.get('here') !== true) head.set('here', true);
		setLine(head, change);
		writeLetters(this.#words, startBehind(head) + old.from, before, after);
	}

	#remove(head: Head | undefined): void {
		if (!head) return;
		const { length } = lettersBehind(this.#words, head);
		if (length > 0) this.#words.delete(startBehind(head), length);
		takeAway(head);
	}
}

const freshId = () => newId() as string as LineId;
