import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId } from '#shared/ids.ts';
import type { LateWords } from '../sync/document-store.ts';
import type { Late, Taken } from '../sync/withheld-items.ts';
import { Statements } from './statements.ts';

const SQL = {
	taken: 'SELECT taken FROM restriction WHERE document_id = ?',
	late: 'SELECT late FROM late_words WHERE document_id = ?',
	keep: `INSERT OR IGNORE INTO late_words (document_id, client, clock, person_id, at, late)
		SELECT id, ?, ?, ?, ?, ? FROM document WHERE id = ?`
} as const;

/** What was taken out of documents, and what came late into it, on the connection of their log. */
export class LateRows {
	readonly #statements: Statements<keyof typeof SQL>;

	constructor(database: DatabaseSync) {
		this.#statements = new Statements(database, SQL);
	}

	taken(document: DocumentId): Taken[] {
		const rows = this.#statements.get('taken').all(document);
		const taken = rows.map((row) => JSON.parse(String(row['taken'])) as Taken);
		const [first, ...others] = taken;
		if (!first) return [];
		const late = this.#statements.get('late').all(document);
		const ranges = late.flatMap((row) => JSON.parse(String(row['late'])) as Late[]);
		return [{ ...first, ranges: [...first.ranges, ...ranges] }, ...others];
	}

	/** Idempotent: no item comes late twice. */
	keep(all: readonly LateWords[]): void {
		for (const { document, person, late } of all) {
			const [first] = late;
			if (!first) continue;
			const given = [first.client, first.clock, person ?? null, Date.now(), JSON.stringify(late)];
			this.#statements.get('keep').run(...given, document);
		}
	}
}
