import type * as Y from 'yjs';
import type { Head } from './head.ts';
import { NO_FORMATS, type Run } from './marks.ts';
import { headIn, readSegment, type Segment } from './segment.ts';

/** The index of a head in its text, counted from the left; the binding keeps a table instead. */
export function indexOfHead(head: Head): number {
	return head._item ? indexOfItem(head._item) : 0;
}

/** The index at which an item stands, or stood. */
export function indexOfItem(item: Y.Item): number {
	let index = 0;
	for (let one = item.left; one; one = one.left)
		if (!one.deleted && one.countable) index += one.length;
	return index;
}

/** The letters behind a head, read without the formats that began before it. */
export function lettersBehind(text: Y.Text, head: Head | undefined): Segment {
	return readSegment(head, head ? (head._item?.right ?? null) : text._start, NO_FORMATS);
}

/** The index of the first letter behind a head. */
export function startBehind(head: Head | undefined): number {
	return head ? indexOfHead(head) + 1 : 0;
}

/** The heads that stand in a text, removed ones too. */
export function headsOf(text: Y.Text): Head[] {
	const heads: Head[] = [];
	for (let item = text._start; item; item = item.right) {
		const head = item.deleted ? undefined : headIn(item);
		if (head) heads.push(head);
	}
	return heads;
}

/** The marks of the letters on both sides of a place in a line: what a head put there does not interrupt. */
export function formatsAround(runs: readonly Run[], offset: number): Record<string, unknown> {
	let at = 0;
	for (const { text, marks } of runs) {
		if (offset > at && offset < at + text.length)
			return Object.fromEntries(
				marks.map(({ type, attrs }) => [type, attrs ? { ...attrs } : true])
			);
		at += text.length;
	}
	return {};
}
