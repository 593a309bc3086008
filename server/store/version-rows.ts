import type { DatabaseSync } from 'node:sqlite';
import type { AutomaticReason } from '#shared/versions/automatic.ts';
import type { DocumentId, PersonId, VersionId } from '#shared/ids.ts';
import type { Version } from '../sync/document-store.ts';
import type { LogTransactions } from './log-transactions.ts';
import { Statements } from './statements.ts';

const SQL = {
	keep: `INSERT INTO document_version (id, document_id, seq, label, by_person, at, data)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
	keepReason: 'INSERT INTO automatic_version (version_id, reason) VALUES (?, ?)',
	list: `SELECT version.id AS id, seq, label, by_person, at, reason
		FROM document_version AS version LEFT JOIN automatic_version ON version_id = version.id
		WHERE document_id = ? ORDER BY seq DESC, at DESC`,
	replace: 'UPDATE document_version SET data = ? WHERE document_id = ? AND id = ?',
	state: 'SELECT data FROM document_version WHERE document_id = ? AND id = ?',
	drop: `DELETE FROM document_version WHERE document_id = ? AND id = ?
		AND id IN (SELECT version_id FROM automatic_version)`
} as const;

/** Versions of documents in the database, on the connection of their log. */
export class VersionRows {
	readonly #transactions: LogTransactions;
	readonly #statements: Statements<keyof typeof SQL>;

	constructor(database: DatabaseSync, transactions: LogTransactions) {
		this.#transactions = transactions;
		this.#statements = new Statements(database, SQL);
	}

	keep(document: DocumentId, version: Version, state: Uint8Array): void {
		const { id, seq, label, by, at, reason } = version;
		this.#transactions.run('write', () => {
			this.#statements.get('keep').run(id, document, seq, label, by ?? null, at, state);
			if (reason) this.#statements.get('keepReason').run(id, reason);
		});
	}

	list(document: DocumentId): Version[] {
		const rows = this.#statements.get('list').all(document) as VersionRow[];
		return rows.map(({ by_person, reason, ...row }) => ({
			...row,
			by: by_person ?? undefined,
			reason: reason ?? undefined
		}));
	}

	state(document: DocumentId, id: VersionId): Uint8Array | undefined {
		const row = this.#statements.get('state').get(document, id) as { data: Uint8Array } | undefined;
		return row?.data;
	}

	replace(document: DocumentId, id: VersionId, state: Uint8Array): void {
		this.#transactions.run('write', () => {
			this.#statements.get('replace').run(state, document, id);
		});
	}

	/** Drops versions that the server kept by itself; any other is left alone. */
	drop(document: DocumentId, ids: readonly VersionId[]): void {
		this.#transactions.run('write', () => {
			for (const id of ids) this.#statements.get('drop').run(document, id);
		});
	}
}

type VersionRow = Omit<Version, 'by' | 'reason'> & {
	by_person: PersonId | null;
	reason: AutomaticReason | null;
};
