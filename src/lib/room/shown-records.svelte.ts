import { SvelteMap } from 'svelte/reactivity';
import type { DocumentId } from '#shared/ids.ts';
import type { DocumentRecords } from '#shared/protocol/live.ts';
import {
	afterRecordsChange,
	NO_RECORDS,
	type RecordsChange,
	type RecordsView
} from '#shared/board/records-view.ts';

/** The records of documents that are not open here, as the server tells them. */
export class ShownRecords {
	readonly #known = new SvelteMap<DocumentId, RecordsView>();

	of(document: DocumentId): RecordsView {
		return this.#known.get(document) ?? NO_RECORDS;
	}

	hear(all: readonly DocumentRecords[]): void {
		for (const [document, records] of all) this.#known.set(document, records);
	}

	hearChange(document: DocumentId, change: RecordsChange): void {
		this.#known.set(document, afterRecordsChange(this.of(document), change));
	}
}
