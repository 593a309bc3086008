import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { indexOfItem } from '#shared/text/place.ts';
import { headIn } from '#shared/text/segment.ts';
import { cutRuns, lettersOf } from '#shared/text/marks.ts';
import { insertRuns } from '#shared/text/write.ts';
import type { Entry } from './line-table.ts';
import { runsOf } from './node-runs.ts';

interface Unit {
	readonly client: number;
	readonly clock: number;
}

/**
 * A line in which an input method composes while somebody else changed it. The editor goes on with the line as it was;
 * what was composed is written when it ends, each letter beside those that it was typed beside.
 */
export class ComposedLine {
	readonly entry: Entry;
	/** Everything that is to be shown anew at the end. */
	readonly touched: Set<Entry>;
	readonly #base: Node;
	/** The letters of the line as the editor shows it. */
	readonly #units: readonly Unit[];

	constructor(entry: Entry, base: Node, transaction: Y.Transaction, touched: Iterable<Entry>) {
		this.entry = entry;
		this.touched = new Set(touched);
		this.#base = base;
		this.#units = unitsBefore(entry, transaction);
	}

	/** Writes what was composed; the line is now as the node says, in the editor. */
	write(text: Y.Text, now: Node): void {
		const [before, after] = [runsOf(this.#base), runsOf(now)];
		const [old, next] = [lettersOf(before), lettersOf(after)];
		let start = 0;
		while (start < old.length && start < next.length && old[start] === next[start]) start++;
		let end = 0;
		const most = Math.min(old.length, next.length) - start;
		while (end < most && old[old.length - 1 - end] === next[next.length - 1 - end]) end++;
		for (const unit of this.#units.slice(start, old.length - end).reverse()) remove(text, unit);
		insertRuns(text, this.#indexAfter(text, start), cutRuns(after, start, next.length - end));
	}

	#indexAfter(text: Y.Text, offset: number): number {
		const unit = this.#units[offset - 1];
		const head = this.entry.head?._item;
		if (unit) return indexBehind(text, unit);
		return head ? indexOfItem(head) + (head.deleted ? 0 : 1) : 0;
	}
}

function itemOf(text: Y.Text, { client, clock }: Unit): Y.Item | undefined {
	const item: Y.Item | Y.GC | undefined = text.doc
		? Y.getItem(text.doc.store, Y.createID(client, clock))
		: undefined;
	return item instanceof Y.Item ? item : undefined;
}

function indexBehind(text: Y.Text, unit: Unit): number {
	const item = itemOf(text, unit);
	if (!item) return 0;
	return indexOfItem(item) + (item.deleted ? 0 : unit.clock - item.id.clock + 1);
}

function remove(text: Y.Text, unit: Unit): void {
	const item = itemOf(text, unit);
	if (item && !item.deleted) text.delete(indexBehind(text, unit) - 1, 1);
}

/** The letters of a line before a change that was just made. */
function unitsBefore({ head }: Entry, transaction: Y.Transaction): Unit[] {
	const units: Unit[] = [];
	const wasThere = (item: Y.Item) =>
		item.id.clock < (transaction.beforeState.get(item.id.client) ?? 0) &&
		(!item.deleted || Y.isDeleted(transaction.deleteSet, item.id));
	for (let item = head?._item?.right ?? null; item; item = item.right) {
		if (!wasThere(item)) continue;
		if (headIn(item)) break;
		const { client, clock } = item.id;
		if (item.countable)
			for (let at = 0; at < item.length; at++) units.push({ client, clock: clock + at });
	}
	return units;
}
