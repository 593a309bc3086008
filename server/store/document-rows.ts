import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DocumentId, PersonId } from '#shared/ids.ts';
import type { AuthorMark } from '../sync/authors.ts';
import type {
	DocumentAuthor,
	LateWords,
	Snapshot,
	StoredDocument,
	StoredUpdate
} from '../sync/document-store.ts';
import { DamagedRows } from './damaged-rows.ts';
import { pack, unpack } from './group.ts';
import { Journal } from './journal.ts';
import { LateRows } from './late-rows.ts';
import { LogTransactions } from './log-transactions.ts';
import { Statements } from './statements.ts';
import { VersionRows } from './version-rows.ts';

const SQL = {
	others: 'PRAGMA data_version',
	document: `SELECT
		(SELECT max(seq) FROM document_snapshot WHERE document_id = document.id) AS covered,
		(SELECT max(seq) FROM document_update WHERE document_id = document.id) AS head
		FROM document WHERE id = ?`,
	snapshot: `SELECT seq, data, state_index FROM document_snapshot
		WHERE document_id = ? ORDER BY seq DESC LIMIT 1`,
	tail: 'SELECT seq, data FROM document_update WHERE document_id = ? AND seq > ? ORDER BY seq',
	update: 'SELECT data FROM document_update WHERE document_id = ? AND seq = ?',
	authors: 'SELECT client, clock, person_id, at FROM document_author WHERE document_id = ?',
	noteAuthor: `INSERT OR IGNORE INTO document_author (document_id, client, clock, person_id, at)
		SELECT id, ?, ?, ?, ? FROM document WHERE id = ?`,
	compact: `INSERT INTO document_snapshot (document_id, seq, at, data, state_index)
		VALUES (?, ?, ?, ?, ?)`,
	dropUpdates: 'DELETE FROM document_update WHERE document_id = ? AND seq <= ?',
	dropSnapshots: 'DELETE FROM document_snapshot WHERE document_id = ? AND seq < ?'
} as const;

/**
 * SQLite's busy timeout in ms. Its backoff grows, so that with a longer one a busy second writer would starve this one.
 */
const LOOK_AGAIN = 1;
const MOST_KNOWN = 10_000; // documents

/** The sequence numbers of a document: the last one in a snapshot, and the last one stored. */
interface Reach {
	readonly covered: number;
	head: number;
}

/**
 * Documents in the database: an append-only log of updates after a snapshot, on one connection that may block.
 */
export class DocumentRows {
	readonly versions: VersionRows;
	readonly #damaged: DamagedRows;
	readonly #late: LateRows;
	readonly #database: DatabaseSync;
	readonly #transactions: LogTransactions;
	readonly #statements: Statements<keyof typeof SQL>;
	readonly #journal: Journal;
	/** Cache for documents that were written to, valid as long as nobody else changes the database. */
	readonly #known = new Map<DocumentId, Reach>();
	#others: unknown;

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.#transactions = new LogTransactions(database);
		this.#statements = new Statements(database, SQL);
		database.exec(`PRAGMA busy_timeout = ${LOOK_AGAIN}`);
		this.#journal = new Journal(database);
		this.#damaged = new DamagedRows(database);
		this.#late = new LateRows(database);
		this.versions = new VersionRows(database, this.#transactions);
	}

	load(document: DocumentId): StoredDocument | undefined {
		return this.#transaction('read', () => {
			if (!this.#sql('document').get(document)) return undefined;
			const snapshot = this.#sql('snapshot').get(document) as SnapshotRow | undefined;
			const tail = this.#tail(document, snapshot?.seq ?? 0);
			return {
				snapshot: snapshot && { state: snapshot.data, index: snapshot.state_index ?? undefined },
				updates: tail.map(({ data }) => data),
				head: tail.at(-1)?.seq ?? snapshot?.seq ?? 0,
				authors: this.#authors(document),
				taken: this.#late.taken(document)
			};
		});
	}

	#authors(document: DocumentId): AuthorMark[] {
		const rows = this.#sql('authors').all(document) as AuthorRow[];
		return rows.map(({ person_id, at, ...mark }) => ({
			...mark,
			person: person_id ?? undefined,
			at: at ?? undefined
		}));
	}

	#noteAuthors(marks: readonly DocumentAuthor[]): void {
		for (const { document, client, clock, person, at } of marks)
			this.#sql('noteAuthor').run(client, clock, person ?? null, at ?? null, document);
	}

	#tail(document: DocumentId, covered: number): UpdateRow[] {
		const rows = this.#sql('tail').all(document, covered) as UpdateRow[];
		for (const [seq, data] of this.#journal.of(document))
			// A copy, because loaded buffers are transferred.
			if (seq > covered) rows.push({ seq, data: new Uint8Array(data) });
		return rows.sort((a, b) => a.seq - b.seq);
	}

	/** Appends a group made by {@link pack}; returns the documents that no longer exist. Idempotent. */
	append(
		group: Uint8Array,
		authors: readonly DocumentAuthor[] = [],
		late: readonly LateWords[] = []
	): DocumentId[] {
		if (this.#journal.isFull) this.tidy();
		const updates = unpack(group);
		const { fresh, gone } = this.#transaction('write', () => {
			this.#lookAround();
			const sorted = this.#sort(updates);
			const isAll = sorted.fresh.length === updates.length;
			this.#noteAuthors(authors);
			this.#late.keep(late);
			if (sorted.fresh.length > 0) this.#journal.write(isAll ? group : pack(sorted.fresh));
			return sorted;
		});
		this.#journal.note(fresh);
		return [...gone];
	}

	/** Clears the cache if another connection, which may have removed documents, changed the database. */
	#lookAround(): void {
		const others = this.#sql('others').get()?.['data_version'];
		if (others !== this.#others || this.#known.size > MOST_KNOWN) this.#known.clear();
		this.#others = others;
	}

	#sort(updates: readonly StoredUpdate[]) {
		const gone = new Set<DocumentId>();
		const fresh: StoredUpdate[] = [];
		for (const update of updates) {
			const reach = this.#reach(update.document);
			if (!reach) gone.add(update.document);
			else if (update.seq > reach.head) {
				fresh.push(update);
				reach.head = update.seq;
			} else if (!this.#isStored(update, reach, fresh)) fresh.push(update);
		}
		return { gone, fresh };
	}

	/** Undefined when the document no longer exists. */
	#reach(document: DocumentId): Reach | undefined {
		const known = this.#known.get(document);
		if (known) return known;
		const row = this.#sql('document').get(document) as
			Record<keyof Reach, number | null> | undefined;
		if (!row) return undefined;
		const covered = row.covered ?? 0;
		const reach = {
			covered,
			head: Math.max(covered, row.head ?? 0, ...this.#journal.of(document).keys())
		};
		this.#known.set(document, reach);
		return reach;
	}

	/** Whether exactly this update is stored already. Throws if its number is taken by another. */
	#isStored(
		{ document, seq, data }: StoredUpdate,
		{ covered }: Reach,
		fresh: readonly StoredUpdate[]
	) {
		// Compacted updates cannot be compared any more, so this one must not count as stored.
		if (seq <= covered) throw new Error(`update ${seq} of ${document} is behind its snapshot`);
		const row = this.#sql('update').get(document, seq) as UpdateRow | undefined;
		const twin = fresh.find((other) => other.document === document && other.seq === seq);
		const stored = twin?.data ?? this.#journal.of(document).get(seq) ?? row?.data;
		if (stored && Buffer.compare(stored, data) !== 0)
			throw new Error(`another update is stored as ${seq} of ${document}`);
		return stored !== undefined;
	}

	compact(document: DocumentId, seq: number, { state, index }: Snapshot): void {
		this.#transaction('write', () => {
			this.#known.delete(document);
			this.#sql('compact').run(document, seq, Date.now(), state, index ?? null);
			this.#sql('dropUpdates').run(document, seq);
			this.#sql('dropSnapshots').run(document, seq);
		});
	}

	/** Puts a snapshot in place of everything, which is moved aside; false when more was stored since `head`. */
	replaceDamaged(document: DocumentId, head: number, { state, index }: Snapshot): boolean {
		this.tidy();
		return this.#transaction('write', () => {
			this.#known.delete(document);
			if (this.#reach(document)?.head !== head) return false;
			this.#damaged.moveAside(document);
			this.#sql('compact').run(document, head + 1, Date.now(), state, index ?? null);
			this.#known.delete(document);
			return true;
		});
	}

	/** Moves the journal to the tables that others read. */
	tidy(): void {
		if (this.#journal.isEmpty) return;
		this.#transaction('write', () => {
			this.#lookAround();
			this.#journal.putInPlace((document) => this.#reach(document)?.covered);
		});
		this.#journal.forget();
	}

	/** Overwrites what was deleted, in the log of SQLite too. */
	scrub(): void {
		this.tidy();
		this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
	}

	close(): void {
		this.#database.close();
	}

	#transaction<T>(begin: 'read' | 'write', work: () => T): T {
		try {
			return this.#transactions.run(begin, work);
		} catch (error) {
			this.#known.clear();
			throw error;
		}
	}

	#sql(name: keyof typeof SQL): StatementSync {
		return this.#statements.get(name);
	}
}

type UpdateRow = { seq: number; data: Uint8Array };
type SnapshotRow = UpdateRow & { state_index: Uint8Array | null };
type AuthorRow = Omit<AuthorMark, 'person' | 'at'> & {
	person_id: PersonId | null;
	at: number | null;
};
