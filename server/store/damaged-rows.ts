import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId } from '#shared/ids.ts';
import { Statements } from './statements.ts';

const SQL = {
	keepSnapshots: `INSERT INTO document_damaged (document_id, moved_at, kind, seq, at, data, state_index)
		SELECT document_id, ?, 'snapshot', seq, at, data, state_index
		FROM document_snapshot WHERE document_id = ? ORDER BY seq`,
	keepUpdates: `INSERT INTO document_damaged (document_id, moved_at, kind, seq, at, data)
		SELECT document_id, ?, 'update', seq, at, data
		FROM document_update WHERE document_id = ? ORDER BY seq`,
	dropSnapshots: 'DELETE FROM document_snapshot WHERE document_id = ?',
	dropUpdates: 'DELETE FROM document_update WHERE document_id = ?'
} as const;

/** Logs that could not be read. They are kept for ever: somebody may still find in them what people wrote. */
export class DamagedRows {
	readonly #statements: Statements<keyof typeof SQL>;

	constructor(database: DatabaseSync) {
		this.#statements = new Statements(database, SQL);
	}

	/** Moves everything stored of a document aside. Belongs into a transaction, with the journal in its place. */
	moveAside(document: DocumentId, now = Date.now()): void {
		this.#statements.get('keepSnapshots').run(now, document);
		this.#statements.get('keepUpdates').run(now, document);
		this.#statements.get('dropSnapshots').run(document);
		this.#statements.get('dropUpdates').run(document);
	}
}
