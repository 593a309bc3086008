import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { newId } from '#shared/ids.ts';
import { cellKey, newHead, takeAway, type Cell, type Head } from '#shared/text/head.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { lettersOf } from '#shared/text/marks.ts';
import { formatsAround, indexOfHead, lettersBehind, startBehind } from '#shared/text/place.ts';
import { readTable } from '#shared/text/read-table.ts';
import { headIn } from '#shared/text/segment.ts';
import { addCellLine } from '#shared/text/table.ts';
import { tableText } from '#shared/text/table-words.ts';
import { insertRuns, setLine } from '#shared/text/write.ts';
import { fieldsOf, lineChange, runsOf } from './node-runs.ts';
import { gapsOf, rowsIn, type Gap, type Row } from './rows.ts';
import { writeLetters } from './write-letters.ts';

/** Writes what the editor changed in the lines of a cell. */
export function writeCell(table: Head, cell: Cell, old: Node, next: Node): void {
	const words = tableText(table);
	if (!words) return;
	const heads = headsIn(table, cell);
	const rows = rowsIn(old, 0, 0, old.content.size);
	const writer = new CellWriter(table, words, cell, new Map(rows.map((row, at) => [row, heads[at]])));
	for (const gap of gapsOf(rows, rowsIn(next, 0, 0, next.content.size))) writer.write(gap);
}

function headsIn(table: Head, { row, column }: Cell): (Head | undefined)[] {
	const cells = readTable(table, true).rows.flatMap((one) => one.cells);
	const found = cells.find((one) => one.row === row && one.column === column);
	return found?.lines.map(({ head }) => head) ?? [];
}

class CellWriter {
	readonly #table: Head;
	readonly #words: Y.Text;
	readonly #cell: Cell;
	readonly #heads: ReadonlyMap<Row, Head | undefined>;

	constructor(
		table: Head,
		words: Y.Text,
		cell: Cell,
		heads: ReadonlyMap<Row, Head | undefined>
	) {
		this.#table = table;
		this.#words = words;
		this.#cell = cell;
		this.#heads = heads;
	}

	write({ stayed, gone, come }: Gap): void {
		let behind = stayed && this.#heads.get(stayed.old);
		if (stayed && behind && this.#divides(stayed, gone, come, behind)) return;
		if (stayed) behind = this.#change(stayed.old, stayed.next, behind);
		for (const row of gone) this.#remove(this.#heads.get(row));
		for (const { node } of come) {
			const head = addCellLine(this.#table, this.#cell, freshId(), behind);
			if (!head) return;
			setLine(head, fieldsOf(node));
			insertRuns(this.#words, startBehind(head), runsOf(node));
			behind = head;
		}
	}

	/** A line that was split in two, or two that were joined: no letter moves. */
	#divides(
		{ old, next }: NonNullable<Gap['stayed']>,
		gone: readonly Row[],
		come: readonly Row[],
		head: Head
	): boolean {
		const [first, second] = [letters(old.node), letters(next.node)];
		const [lost, made] = [gone[0], come[0]];
		if (gone.length === 0 && come.length === 1 && made && first === second + letters(made.node)) {
			const fresh = newHead({ id: freshId(), cell: cellKey(this.#cell), ...fieldsOf(made.node) });
			const index = startBehind(head) + second.length;
			this.#words.insertEmbed(index, fresh, formatsAround(runsOf(old.node), second.length));
			return true;
		}
		const other = lost && this.#heads.get(lost);
		if (!other || !lost || come.length > 0 || gone.length > 1) return false;
		if (lost.node.content.size === 0 || second !== first + letters(lost.node)) return false;
		const { next: item } = lettersBehind(this.#words, head);
		if (!item || headIn(item) !== other) return false;
		this.#words.delete(indexOfHead(other), 1);
		return true;
	}

	#change(old: Row, next: Row, known: Head | undefined): Head | undefined {
		if (old.node.eq(next.node)) return known;
		const head = known ?? addCellLine(this.#table, this.#cell, freshId());
		if (!head) return undefined;
		if (head.get('here') !== true) head.set('here', true);
		setLine(head, lineChange(old.node, next.node));
		writeLetters(this.#words, startBehind(head), runsOf(old.node), runsOf(next.node));
		return head;
	}

	#remove(head: Head | undefined): void {
		if (!head) return;
		const { length } = lettersBehind(this.#words, head);
		if (length > 0) this.#words.delete(startBehind(head), length);
		takeAway(head);
	}
}

const letters = (node: Node) => lettersOf(runsOf(node));

const freshId = () => newId() as string as LineId;
