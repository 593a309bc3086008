import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { newId } from '#shared/ids.ts';
import { newHead, readHead, takeAway, type Head } from '#shared/text/head.ts';
import { insertHead } from '#shared/text/insert-head.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { formatsAround, indexOfHead } from '#shared/text/place.ts';
import { dropLeftover, settleStray } from '#shared/text/strays.ts';
import { deleteWithin, insertRuns, setLine } from '#shared/text/write.ts';
import type { ChangedRange } from './changed-ranges.ts';
import type { Entry, LineTable } from './line-table.ts';
import type { Bin } from './bin.ts';
import { insertNode, type Identities } from './new-lines.ts';
import { fieldsOf, lineChange, runsOf } from './node-runs.ts';
import { gapsOf, rowsIn, type Gap, type Row } from './rows.ts';
import { writeLetters } from './write-letters.ts';
import { writeTable } from './write-table.ts';

/** A row of the document before, and where it is in the text. */
interface OldRow {
	readonly row: Row;
	readonly entry: Entry;
	/** Where its entry, and where its letters begin in the text. */
	readonly index: number;
	readonly letters: number;
}

/** How a change is written. */
interface Writing {
	/** A line waits for the end of its composition. */
	readonly isStale: boolean;
	/** Keeps the words of lines that are removed. */
	readonly bin: Bin | undefined;
}

/** Writes one range of a local change into the text, by the smallest change that makes it so. */
export class RangeWriter {
	readonly #text: Y.Text;
	readonly #table: LineTable;
	readonly #identities: Identities;
	readonly #isStale: boolean;
	readonly #bin: Bin | undefined;

	constructor(text: Y.Text, table: LineTable, identities: Identities, how: Writing) {
		this.#text = text;
		this.#table = table;
		this.#identities = identities;
		this.#isStale = how.isStale;
		this.#bin = how.bin;
	}

	/** The table is that of the document before, and what stands left of the range has not been written yet. */
	write(range: ChangedRange, before: Node, after: Node): void {
		const old = rowsIn(before, 0, range.fromA, range.toA);
		const next = rowsIn(after, 0, range.fromB, range.toB);
		const places = new Map(old.map((row) => [row, this.#placeOf(row)]));
		for (const gap of gapsOf(old, next).reverse()) this.#writeGap(gap, places, range);
	}

	#placeOf(row: Row): OldRow {
		const { entry } = this.#table.at(row.position);
		// While a line waits for the end of its composition, the table does not know its letters.
		const index =
			this.#isStale && entry.head ? indexOfHead(entry.head) : this.#table.indexOf(entry);
		return { row, entry, index, letters: index + (entry.head ? 1 : 0) };
	}

	#writeGap(gap: Gap, places: ReadonlyMap<Row, OldRow>, range: ChangedRange): void {
		const { stayed, come, isLast } = gap;
		const anchor = stayed && places.get(stayed.old);
		const gone = gap.gone.flatMap((row) => places.get(row) ?? []);
		const last = gone.at(-1) ?? anchor;
		if (anchor && stayed && isSplitAtStart(stayed, gap)) return this.#splitAtStart(anchor, gap);
		this.#insert(come, last, anchor);
		const tail = last?.row.node.isTextblock ? last.row.node.content.size - last.row.to : 0;
		const joins = isLast && tail > 0 && come.length === 0 && anchor?.row.node.isTextblock === true;
		if (joins && last && this.#hasHolders(anchor, last))
			return this.#carry(gone, last, anchor, gap);
		for (const one of [...gone].reverse()) {
			if (joins) this.#join(one, anchor);
			else if (!(isLast && tail > 0 && one === last && come.length === 0)) this.#remove(one);
			else this.#deleteLetters(one);
		}
		if (!anchor || !stayed) return;
		const { old, next } = stayed;
		if (old.node.type.name !== 'table') this.#change(anchor, old, next, come.length > 0);
		else if (anchor.entry.head) writeTable(anchor.entry.head, old, next, range);
		if (joins && anchor.entry.head)
			this.#bin?.takesJoined(this.#text, anchor.index, anchor.row, gone.slice(0, -1).map(rowOf));
	}

	/** New lines, behind the last of what stood there. */
	#insert(come: readonly Row[], last: OldRow | undefined, anchor: OldRow | undefined): void {
		if (come.length === 0) return;
		const index = last ? endOf(last) : this.#settledFront();
		if (last && !last.row.node.isTextblock && last.entry.segment.length > 0)
			settleStray(this.#text, last.entry.head, freshId());
		const formats =
			last === anchor && last ? formatsAround(runsOf(last.row.node), last.row.to) : {};
		for (const row of [...come].reverse())
			insertNode(this.#text, index, row, this.#identities, formats);
	}

	/** At the beginning of the text; letters that have no head there get one. */
	#settledFront(): number {
		if (this.#table.front.segment.length > 0) settleStray(this.#text, undefined, freshId());
		return 0;
	}

	/** Enter at the beginning of a line puts an empty line before it: the line stays itself. */
	#splitAtStart({ index }: OldRow, { stayed, come }: Gap): void {
		const [row] = come;
		if (!stayed || !row) return;
		const head = newHead({ id: freshId(), ...fieldsOf(stayed.next.node) });
		insertHead(this.#text, index, head);
		const change = lineChange(stayed.old.node, row.node);
		const { entry } = this.#table.at(stayed.old.position);
		if (entry.head) setLine(entry.head, change);
	}

	/** The letters stay and belong to the line before. Heads of removed lines between would keep them apart. */
	#join(one: OldRow, anchor: OldRow): void {
		this.#deleteLetters(one);
		let entry: Entry | undefined = one.entry;
		let index = one.index;
		while (entry && entry !== anchor.entry && entry.head) {
			const length = entry === one.entry ? 0 : entry.segment.length;
			this.#text.delete(index, 1 + length);
			entry = this.#table.previous(entry);
			if (!entry || entry.nodes.length > 0) break;
			index -= (entry.head ? 1 : 0) + entry.segment.length;
		}
	}

	/** Seen or removed, somebody may be typing in a card or a table between. */
	#hasHolders(anchor: OldRow, last: OldRow): boolean {
		for (let { entry } = last; entry !== anchor.entry;) {
			if (entry.head && isHolder(entry.head)) return true;
			const before = this.#table.previous(entry);
			if (!before) return false;
			entry = before;
		}
		return false;
	}

	/** What a card or a table between holds must not go with its head: the rest of the last line is copied instead. */
	#carry(gone: readonly OldRow[], last: OldRow, anchor: OldRow, { stayed }: Gap): void {
		const { node, to } = last.row;
		const rest = runsOf(node, to);
		this.#text.delete(last.letters + to, node.content.size - to);
		for (const one of [...gone].reverse()) this.#remove(one);
		insertRuns(this.#text, anchor.letters + anchor.row.to, rest);
		if (stayed) this.#change(anchor, stayed.old, stayed.next, true);
	}

	#remove(one: OldRow): void {
		const { row, entry } = one;
		if (row.node.type.name === 'leftover') {
			if (entry.head) dropLeftover(entry.head);
			return;
		}
		if (entry.head && !isStray(row.node)) this.#bin?.takes(entry.head, row);
		this.#deleteLetters(one);
		if (!entry.head || isStray(row.node)) return;
		deleteWithin(entry.head);
		takeAway(entry.head);
	}

	#deleteLetters({ row: { node, from, to }, letters, entry }: OldRow): void {
		if (node.type.name === 'unknown' && entry.segment.length > 0)
			this.#text.delete(letters, entry.segment.length);
		else if (to > from) this.#text.delete(letters + from, to - from);
	}

	/** The line that stayed: its letters, its kind, and whether it is a line at all. */
	#change(anchor: OldRow, { node: old, from, to }: Row, next: Row, isFollowed: boolean): void {
		const { entry, letters } = anchor;
		if (!old.isTextblock) return;
		const [before, after] = [runsOf(old, from, to), runsOf(next.node, next.from, next.to)];
		const change = next.isWhole ? lineChange(old, next.node) : {};
		const isEmptied = next.node.content.size === 0 && after.length === 0;
		if (isEmptied && entry.head && !isStray(old)) this.#bin?.takesWords(entry.head, before);
		writeLetters(this.#text, letters + from, before, after);
		const isWritten = after.length > 0 || Object.keys(change).length > 0 || isFollowed;
		const isLine = entry.head !== undefined && !isStray(old);
		const head = isLine || !isWritten ? entry.head : settleStray(this.#text, entry.head, freshId());
		if (head && (isLine || isWritten)) setLine(head, change);
	}
}

const isHolder = (head: Head) => head.has('words') || readHead(head).kind.is === 'card';

const rowOf = ({ row }: OldRow) => row;

const freshId = () => newId() as string as LineId;

const isStray = (node: Node) => node.type.name === 'line' && node.attrs.stray !== '';

function endOf({ row: { node, to }, entry, index, letters }: OldRow): number {
	if (node.isTextblock) return letters + to;
	return node.type.name === 'unknown' ? letters + entry.segment.length : index + 1;
}

/** Enter at the beginning of a line: it became empty, and one new line has all its letters. */
function isSplitAtStart(
	{ old, next }: NonNullable<Gap['stayed']>,
	{ gone, come, isLast }: Gap
): boolean {
	const [row] = come;
	return (
		isLast &&
		gone.length === 0 &&
		come.length === 1 &&
		row?.to === 0 &&
		row.node.type.name === 'line' &&
		old.to === 0 &&
		next.node.content.size === 0 &&
		old.node.content.size > 0 &&
		old.node.attrs.id === row.node.attrs.id &&
		!isStray(old.node)
	);
}
