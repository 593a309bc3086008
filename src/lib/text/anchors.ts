import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import type { Head } from '#shared/text/head.ts';
import { readTable } from '#shared/text/read-table.ts';
import { headIn } from '#shared/text/segment.ts';
import { tableText } from '#shared/text/table-words.ts';
import { sizeOf, type LineTable } from './line-table.ts';

/** Where a caret stands: behind a letter or a head, whatever others do around it. */
export interface Anchor {
	readonly client: number;
	readonly clock: number;
}

/** The beginning of a text that has no head yet. */
const FRONT: Anchor = { client: -1, clock: 0 };

/** Translates positions of the document into places in the text that stay, and back. */
export class Anchors {
	readonly #text: Y.Text;
	readonly #table: LineTable;

	constructor(text: Y.Text, table: LineTable) {
		this.#text = text;
		this.#table = table;
	}

	/** What a position in a line stands behind; undefined for one that is in no line. */
	at(doc: Node, position: number): Anchor | undefined {
		const $position = doc.resolve(position);
		if (!$position.parent.isTextblock) return undefined;
		const { entry, start } = this.#table.at($position.before(1));
		if ($position.depth === 1) return anchorBehind(entry.head, this.#text, $position.parentOffset);
		const table = entry.head;
		const words = table && tableText(table);
		if (!table || !words) return undefined;
		const own = cellLines(table, doc.nodeAt(start), start).find(
			(line) => line.position === $position.before()
		);
		return own?.head && anchorBehind(own.head, words, $position.parentOffset);
	}

	/** The position of an anchor in the document as it is; undefined when nothing of its line is shown. */
	positionOf(doc: Node, anchor: Anchor): number | undefined {
		if (anchor.client < 0) return this.#in(this.#table.front.head, 0);
		const found = placeOf(this.#text.doc, anchor);
		if (!found) return undefined;
		if (found.parent === this.#text) return this.#in(found.head, found.offset);
		const table = (found.parent as Y.Text).parent;
		const entry = table instanceof Y.Map ? this.#table.of(table as Head) : undefined;
		if (!entry?.head) return undefined;
		const start = this.#table.positionOf(entry);
		const lines = cellLines(entry.head, doc.nodeAt(start), start);
		const line = lines.find(({ head }) => head === found.head);
		return line && line.position + 1 + Math.min(found.offset, line.size);
	}

	/** The position behind what is shown before an item of the text; undefined while that has not come. */
	positionBefore({ client, clock }: Anchor): number | undefined {
		const { doc } = this.#text;
		if (!doc || clock >= Y.getState(doc.store, client)) return undefined;
		const own: Y.Item | Y.GC = Y.getItem(doc.store, Y.createID(client, clock));
		if (!(own instanceof Y.Item)) return undefined;
		for (let item = own.left; item; item = item.left) {
			const head = item.deleted ? undefined : headIn(item);
			const entry = head && this.#table.of(head);
			if (entry && sizeOf(entry) > 0) return this.#table.positionOf(entry) + sizeOf(entry);
		}
		return sizeOf(this.#table.front);
	}

	#in(head: Head | undefined, offset: number): number | undefined {
		const entry = this.#table.of(head);
		if (!entry) return undefined;
		let start = this.#table.positionOf(entry);
		for (const node of entry.nodes) {
			if (node.isTextblock) return start + 1 + Math.min(offset, node.content.size);
			start += node.nodeSize;
		}
		return undefined;
	}
}

/** The letter or head behind which the letters of a line are from an offset on. */
export function anchorBehind(
	head: Head | undefined,
	text: Y.Text,
	offset: number
): Anchor | undefined {
	let left = offset;
	let item = head ? (head._item?.right ?? null) : text._start;
	if (left === 0) {
		const id = head?._item?.id;
		return id ? { client: id.client, clock: id.clock } : FRONT;
	}
	for (; item; item = item.right) {
		if (item.deleted || !item.countable) continue;
		if (left <= item.length) return { client: item.id.client, clock: item.id.clock + left - 1 };
		left -= item.length;
	}
	return undefined;
}

/** The head before an anchor, and how many letters stand between; letters that were deleted do not count. */
function placeOf(doc: Y.Doc | null, { client, clock }: Anchor) {
	if (!doc || clock >= Y.getState(doc.store, client)) return undefined;
	const own: Y.Item | Y.GC = Y.getItem(doc.store, Y.createID(client, clock));
	if (!(own instanceof Y.Item)) return undefined;
	let offset = own.deleted || headIn(own) || !own.countable ? 0 : clock - own.id.clock + 1;
	let item: Y.Item | null = own;
	for (; item; item = item.left) {
		if (item.deleted) continue;
		const head = headIn(item);
		if (head) return { parent: own.parent, head, offset };
		if (item !== own && item.countable) offset += item.length;
	}
	return { parent: own.parent, head: undefined, offset };
}

interface CellLinePlace {
	readonly head: Head | undefined;
	readonly position: number;
	readonly size: number;
}

/** Where the lines of a table's cells are in the document. */
function cellLines(table: Head, node: Node | null, start: number): CellLinePlace[] {
	if (node?.type.name !== 'table') return [];
	const heads = readTable(table, true)
		.rows.flatMap(({ cells }) => cells)
		.flatMap(({ lines }) => lines.map(({ head }) => head));
	const places: CellLinePlace[] = [];
	node.descendants((child, position) => {
		if (!child.isTextblock) return true;
		const place = { position: start + 1 + position, size: child.content.size };
		places.push({ head: heads[places.length], ...place });
		return false;
	});
	return places;
}
