import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId } from '#shared/ids.ts';
import type { LateWords } from '../sync/document-store.ts';
import type { Late } from '../sync/withheld-items.ts';
import type { Taken } from '../sync/withheld-part.ts';
import { Statements } from './statements.ts';

const SQL = {
	taken: `SELECT annex_id, marker_client, marker_clock, taken FROM restriction
		WHERE document_id = ? ORDER BY at, annex_id`,
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

	/** Oldest first. */
	taken(document: DocumentId): Taken[] {
		const rows = this.#statements.get('taken').all(document) as TakenRow[];
		if (rows.length === 0) return [];
		const waiting = this.#statements.get('late').all(document);
		const late = waiting.flatMap((row) => JSON.parse(String(row['late'])) as Late[]);
		const byAnnex = Map.groupBy(late, ({ annex }) => annex);
		return rows.map(({ annex_id: annex, marker_client: client, marker_clock: clock, taken }) => {
			const { ranges, ...rest } = JSON.parse(taken) as Omit<Taken, 'annex' | 'marker'>;
			const all = [...ranges, ...(byAnnex.get(annex) ?? [])];
			return { ...rest, annex, marker: { client, clock }, ranges: all };
		});
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

type TakenRow = {
	annex_id: DocumentId;
	marker_client: number;
	marker_clock: number;
	taken: string;
};
