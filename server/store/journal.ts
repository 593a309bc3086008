import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId } from '#shared/ids.ts';
import type { StoredUpdate } from '../sync/document-store.ts';
import { unpack } from './group.ts';
import { Statements } from './statements.ts';

const SQL = {
	all: 'SELECT data FROM document_journal ORDER BY id',
	add: 'INSERT INTO document_journal (data) VALUES (?)',
	insert: 'INSERT INTO document_update (document_id, seq, at, data) VALUES (?, ?, ?, ?)',
	clear: 'DELETE FROM document_journal'
} as const;

const MANY = 4_096; // updates
const MUCH = 4 * 1024 * 1024; // bytes

/**
 * A journal of recent commits. In `document_update` the updates of each document are on different pages, so a commit of
 * many documents would write and sync all of those pages. Instead, a commit adds one row here, and occasionally all
 * rows are moved there in order. `#pending` mirrors the rows; it is changed only after the transaction that changed
 * them.
 */
export class Journal {
	readonly #statements: Statements<keyof typeof SQL>;
	#pending = new Map<DocumentId, Map<number, Uint8Array>>();
	#updates = 0;
	#bytes = 0;

	constructor(database: DatabaseSync) {
		this.#statements = new Statements(database, SQL);
		for (const { data } of this.#statements.get('all').all()) this.note(unpack(data as Uint8Array));
	}

	/** Whether it is time to move everything to the tables. */
	get isFull(): boolean {
		return this.#updates >= MANY || this.#bytes >= MUCH;
	}

	get isEmpty(): boolean {
		return this.#updates === 0;
	}

	/** A document's updates in the journal, by sequence number. */
	of(document: DocumentId): ReadonlyMap<number, Uint8Array> {
		return this.#pending.get(document) ?? NOTHING;
	}

	/** Writes a group as a row. Call {@link note} with its updates after the commit. */
	write(group: Uint8Array): void {
		this.#statements.get('add').run(group);
	}

	note(updates: readonly StoredUpdate[]): void {
		for (const { document, seq, data } of updates) {
			const own = this.#pending.get(document) ?? new Map<number, Uint8Array>();
			this.#pending.set(document, own.set(seq, data));
			this.#bytes += data.length;
		}
		this.#updates += updates.length;
	}

	/**
	 * Moves all updates to `document_update`. Call {@link forget} after the commit. `covered` returns the last sequence
	 * number in the snapshot of a document, or undefined if the document no longer exists.
	 */
	putInPlace(covered: (document: DocumentId) => number | undefined): void {
		const at = Date.now();
		for (const document of [...this.#pending.keys()].sort()) {
			const until = covered(document);
			if (until === undefined) continue;
			for (const [seq, data] of this.#pending.get(document) ?? NOTHING)
				if (seq > until) this.#statements.get('insert').run(document, seq, at, data);
		}
		this.#statements.get('clear').run();
	}

	forget(): void {
		this.#pending = new Map();
		this.#updates = this.#bytes = 0;
	}
}

const NOTHING: ReadonlyMap<number, Uint8Array> = new Map();
