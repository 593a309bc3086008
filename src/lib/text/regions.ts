import type * as Y from 'yjs';
import { sameFormats } from '#shared/text/marks.ts';
import { headIn, readSegment, type Segment } from '#shared/text/segment.ts';
import type { Entry, LineTable } from './line-table.ts';

/** A run of entries that is read anew, and the segments that stand in its place. */
export interface Region {
	readonly old: readonly Entry[];
	readonly segments: readonly Segment[];
}

/** Reads what a change has touched: each entry up to the next that is still there and begins as it did. */
export function readRegions(text: Y.Text, table: LineTable, touched: ReadonlySet<Entry>): Region[] {
	const done = new Set<Entry>();
	const regions: Region[] = [];
	for (const entry of inOrder(table, touched)) {
		if (done.has(entry)) continue;
		const region = readRegion(text, table, alive(table, entry), touched);
		for (const one of region.old) done.add(one);
		regions.push(region);
	}
	return regions;
}

/** One region from the first of the touched entries to the last. */
export function readHull(text: Y.Text, table: LineTable, touched: ReadonlySet<Entry>): Region[] {
	const sorted = inOrder(table, touched);
	const [first, last] = [sorted[0], sorted.at(-1)];
	if (!first || !last) return [];
	const all = new Set<Entry>();
	for (let entry: Entry | undefined = first; entry; entry = table.next(entry)) {
		all.add(entry);
		if (entry === last) break;
	}
	return [readRegion(text, table, alive(table, first), all)];
}

function inOrder(table: LineTable, touched: ReadonlySet<Entry>): Entry[] {
	if (touched.size < 2) return [...touched];
	const placed = [...touched].map((entry) => ({ entry, at: table.orderOf(entry) }));
	return placed.sort((a, b) => a.at - b.at).map(({ entry }) => entry);
}

/** The entry, or the nearest before it whose head was not deleted. */
function alive(table: LineTable, entry: Entry): Entry {
	let one = entry;
	while (one.head?._item?.deleted) one = table.previous(one) ?? table.front;
	return one;
}

function readRegion(
	text: Y.Text,
	table: LineTable,
	first: Entry,
	touched: ReadonlySet<Entry>
): Region {
	const old = [first];
	const segments: Segment[] = [];
	const from = first.head ? (first.head._item?.right ?? null) : text._start;
	let segment = readSegment(first.head, from, first.segment.before);
	let stop = table.next(first);
	for (;;) {
		segments.push(segment);
		const { next, after } = segment;
		const head = next ? headIn(next) : undefined;
		const known = head && table.of(head);
		if (known || !next) {
			// What stood between was deleted.
			for (; stop && stop !== known; stop = table.next(stop)) old.push(stop);
			if (!known || !next) break;
			if (!touched.has(known) && sameFormats(after, known.segment.before)) break;
			old.push(known);
			stop = table.next(known);
		}
		segment = readSegment(head, next.right, after);
	}
	return { old, segments };
}
