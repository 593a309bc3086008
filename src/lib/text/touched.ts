import * as Y from 'yjs';
import { idOfKey } from '#shared/records/records.ts';
import type { Head } from '#shared/text/head.ts';
import { headIn } from '#shared/text/segment.ts';
import type { Entry, LineTable } from './line-table.ts';

/**
 * The entries that a transaction may have changed, from its items alone: those in which letters, markers or heads came
 * or went, and those whose head, or what the head holds, was changed. The text itself is not read.
 */
export function touchedBy(transaction: Y.Transaction, text: Y.Text, table: LineTable): Set<Entry> {
	const walk = new Walk(text, table);
	for (const [client, end] of transaction.afterState) {
		const start = transaction.beforeState.get(client) ?? 0;
		if (end > start) walk.added(transaction.doc.store.clients.get(client), start);
	}
	Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => walk.see(struct));
	for (const type of transaction.changedParentTypes.keys()) walk.changed(type);
	return walk.touched;
}

/** A map of a document that holds records: of the types without an item, those that have keys. */
function isRecordRoot(type: Y.Item['parent']): boolean {
	return type instanceof Y.Map && type._item === null;
}

class Walk {
	readonly #text: Y.Text;
	readonly #table: LineTable;
	readonly #seen = new Set<Y.Item>();
	readonly touched = new Set<Entry>();

	constructor(text: Y.Text, table: LineTable) {
		this.#text = text;
		this.#table = table;
	}

	added(structs: readonly (Y.Item | Y.GC)[] | undefined, start: number): void {
		if (!structs) return;
		const writable = structs as (Y.Item | Y.GC)[];
		for (let at = Y.findIndexSS(writable, start); at < structs.length; at++) {
			const struct = structs[at];
			if (struct) this.see(struct);
		}
	}

	see(struct: Y.Item | Y.GC): void {
		if (!(struct instanceof Y.Item) || struct.parent !== this.#text) return;
		const own = this.#known(struct);
		if (own) this.touched.add(own);
		this.#lineOf(own ? struct.left : struct);
	}

	/** A type in which something changed: a head, what one holds, or the record of a card. */
	changed(type: { readonly _item: Y.Item | null }): void {
		const item = type._item;
		if (item?.parent === this.#text) {
			const own = this.#known(item);
			if (own) this.touched.add(own);
		} else if (item && item.parentSub !== null && isRecordRoot(item.parent)) {
			for (const card of this.#table.ofRecord(idOfKey(item.parentSub))) this.touched.add(card);
		}
	}

	/** From an item to the left, up to a head that the table knows. What was passed once is not passed again. */
	#lineOf(from: Y.Item | null): void {
		for (let item = from; item; item = item.left) {
			if (this.#seen.has(item)) return;
			this.#seen.add(item);
			const own = this.#known(item);
			if (!own) continue;
			this.touched.add(own);
			// A head that goes takes its line along, into the one before.
			if (!item.deleted) return;
		}
		this.touched.add(this.#table.front);
	}

	#known(item: Y.Item): Entry | undefined {
		const head: Head | undefined = headIn(item);
		return head && this.#table.of(head);
	}
}
