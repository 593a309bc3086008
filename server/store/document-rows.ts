import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DocumentId, PersonId, VersionId } from '#shared/ids.ts';
import type { Snapshot, StoredDocument, StoredUpdate, Version } from '../sync/document-store.ts';
import { isBrokenReference, isBusy } from './sqlite-error.ts';

const SQL = {
	read: 'BEGIN',
	write: 'BEGIN IMMEDIATE',
	commit: 'COMMIT',
	settle: 'PRAGMA wal_checkpoint(FULL)',
	rollback: 'ROLLBACK',
	document: `SELECT (SELECT max(seq) FROM document_snapshot WHERE document_id = document.id) AS covered
		FROM document WHERE id = ?`,
	snapshot: `SELECT seq, data, state_index FROM document_snapshot
		WHERE document_id = ? ORDER BY seq DESC LIMIT 1`,
	tail: 'SELECT seq, data FROM document_update WHERE document_id = ? AND seq > ? ORDER BY seq',
	append: `INSERT INTO document_update (document_id, seq, at, data) VALUES (?, ?, ?, ?)
		ON CONFLICT (document_id, seq) DO NOTHING`,
	update: 'SELECT data FROM document_update WHERE document_id = ? AND seq = ?',
	compact: `INSERT INTO document_snapshot (document_id, seq, at, data, state_index)
		VALUES (?, ?, ?, ?, ?)`,
	dropUpdates: 'DELETE FROM document_update WHERE document_id = ? AND seq <= ?',
	dropSnapshots: 'DELETE FROM document_snapshot WHERE document_id = ? AND seq < ?',
	keepVersion: `INSERT INTO document_version (id, document_id, seq, label, by_person, at, data)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
	versions: `SELECT id, seq, label, by_person, at FROM document_version
		WHERE document_id = ? ORDER BY seq DESC, at DESC`,
	version: 'SELECT data FROM document_version WHERE document_id = ? AND id = ?'
} as const;

type SqlName = keyof typeof SQL;

/** Milliseconds. SQLite's own waiting looks ever less often, and a busy other writer would starve this one. */
const LOOK_AGAIN = 1;
const MOST_COVERED = 10_000; // documents
const PATIENCE = 5_000; // ms until a lock that nobody gives back is an error

/**
 * Documents in the database, an append-only log of updates behind a snapshot, on one connection that may block.
 * What it finds in the WAL may be there without being on disk: a commit whose sync failed looks like any other to the
 * next who opens the file. So before its first write it has all of that put into the database file and synced; else an
 * update given again would be called stored because it is there.
 */
export class DocumentRows {
	readonly #database: DatabaseSync;
	#isSettled = false;
	/** What is known of documents that were written to: the last number that a snapshot covers. */
	readonly #covered = new Map<DocumentId, number>();
	readonly #prepared = new Map<SqlName, StatementSync>();

	constructor(database: DatabaseSync) {
		this.#database = database;
		database.exec(`PRAGMA busy_timeout = ${LOOK_AGAIN}`);
	}

	load(document: DocumentId): StoredDocument | undefined {
		return this.#transaction('read', () => {
			if (!this.#sql('document').get(document)) return undefined;
			const snapshot = this.#sql('snapshot').get(document) as SnapshotRow | undefined;
			const tail = this.#sql('tail').all(document, snapshot?.seq ?? 0) as UpdateRow[];
			return {
				snapshot: snapshot && { state: snapshot.data, index: snapshot.state_index ?? undefined },
				updates: tail.map(({ data }) => data),
				head: tail.at(-1)?.seq ?? snapshot?.seq ?? 0
			};
		});
	}

	/** Returns the documents that are gone. */
	append(updates: readonly StoredUpdate[]): DocumentId[] {
		try {
			return this.#append(updates);
		} catch (error) {
			if (this.#covered.size === 0 || !isBrokenReference(error)) throw error;
			this.#covered.clear(); // a document that was there is gone
			return this.#append(updates);
		}
	}

	#append(updates: readonly StoredUpdate[]): DocumentId[] {
		return this.#transaction('write', () => {
			const gone = new Set<DocumentId>();
			for (const update of updates) {
				const covered = this.#coveredOf(update.document);
				if (covered === undefined) gone.add(update.document);
				else this.#appendOne(update, covered);
			}
			return [...gone];
		});
	}

	/** The last number that a snapshot covers; undefined when the document is gone. Asked once: only we make snapshots. */
	#coveredOf(document: DocumentId): number | undefined {
		const known = this.#covered.get(document);
		if (known !== undefined) return known;
		const row = this.#sql('document').get(document) as { covered: number | null } | undefined;
		if (!row) return undefined;
		if (this.#covered.size >= MOST_COVERED) this.#covered.clear();
		this.#covered.set(document, row.covered ?? 0);
		return row.covered ?? 0;
	}

	#appendOne({ document, seq, data }: StoredUpdate, covered: number): void {
		// Whether it is the same cannot be told any more, so it is not taken for stored.
		if (seq <= covered) throw new Error(`update ${seq} of ${document} is behind its snapshot`);
		const { changes } = this.#sql('append').run(document, seq, Date.now(), data);
		if (changes === 1) return;
		const stored = this.#sql('update').get(document, seq) as UpdateRow | undefined;
		if (!stored || Buffer.compare(stored.data, data) !== 0)
			throw new Error(`another update is stored as ${seq} of ${document}`);
	}

	compact(document: DocumentId, seq: number, { state, index }: Snapshot): void {
		this.#covered.delete(document);
		this.#transaction('write', () => {
			this.#sql('compact').run(document, seq, Date.now(), state, index ?? null);
			this.#sql('dropUpdates').run(document, seq);
			this.#sql('dropSnapshots').run(document, seq);
		});
	}

	keepVersion(document: DocumentId, version: Version, state: Uint8Array): void {
		const { id, seq, label, by, at } = version;
		this.#transaction('write', () =>
			this.#sql('keepVersion').run(id, document, seq, label, by ?? null, at, state)
		);
	}

	versions(document: DocumentId): Version[] {
		const rows = this.#sql('versions').all(document) as VersionRow[];
		return rows.map(({ by_person, ...row }) => ({ ...row, by: by_person ?? undefined }));
	}

	version(document: DocumentId, id: VersionId): Uint8Array | undefined {
		const row = this.#sql('version').get(document, id) as { data: Uint8Array } | undefined;
		return row?.data;
	}

	close(): void {
		this.#database.close();
	}

	#transaction<T>(begin: 'read' | 'write', work: () => T): T {
		if (begin === 'write') this.#settle();
		this.#begin(begin);
		try {
			const result = work();
			this.#sql('commit').run();
			return result;
		} catch (error) {
			// After some errors SQLite has rolled back by itself.
			if (this.#database.isTransaction) this.#sql('rollback').run();
			throw error;
		}
	}

	#settle(): void {
		if (this.#isSettled) return;
		const end = Date.now() + PATIENCE;
		while (this.#sql('settle').get()?.['busy'] !== 0)
			if (Date.now() > end) throw new Error('the database is in use and could not be synced');
		this.#isSettled = true;
	}

	#begin(begin: 'read' | 'write'): void {
		for (const end = Date.now() + PATIENCE; ;) {
			try {
				this.#sql(begin).run();
				return;
			} catch (error) {
				if (!isBusy(error) || Date.now() > end) throw error;
			}
		}
	}

	#sql(name: SqlName): StatementSync {
		let statement = this.#prepared.get(name);
		if (!statement) this.#prepared.set(name, (statement = this.#database.prepare(SQL[name])));
		return statement;
	}
}

type UpdateRow = { seq: number; data: Uint8Array };
type SnapshotRow = UpdateRow & { state_index: Uint8Array | null };
type VersionRow = Omit<Version, 'by'> & { by_person: PersonId | null };
