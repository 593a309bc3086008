import { sql } from 'kysely';
import type { ReadWay } from '#shared/audit/reads.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Audit, AuditEntry } from '../commands/audit.ts';
import { Once } from '../rate/once.ts';
import type { Database } from '../store/connect.ts';
import { isOneOf } from '../store/dialect.ts';

/** ms within which it is noted once that the same person reads the same document in the same way. */
const AGAIN = 3_600_000;

interface Batch {
	readonly entries: AuditEntry[];
	readonly written: Promise<void>;
}

/**
 * Notes in the audit who reads documents that not everybody in their session may read, or that are `TLP:RED`: once in an
 * hour for a person, document and way of reading, before they get anything of it; of records in the live channel, at once
 * after.
 */
export class Reads {
	readonly #audit: Audit;
	readonly #database: Database;
	readonly #noted = new Once(AGAIN);
	/** What is written next, in one transaction: many read at once when a session begins. */
	#next: Batch | undefined;
	#last: Promise<void> = Promise.resolve();

	constructor({ audit, database }: { readonly audit: Audit; readonly database: Database }) {
		this.#audit = audit;
		this.#database = database;
	}

	/** Notes that somebody is about to be shown something of these documents, which they may read. */
	async note(person: PersonId, documents: Iterable<DocumentId>, way: ReadWay): Promise<void> {
		const fresh = [...new Set(documents)].filter((id) => !this.#noted.has(keyOf(person, id, way)));
		if (fresh.length === 0) return;
		const audited = await auditedOf(this.#database, fresh);
		const now = audited.filter(({ id }) => this.#noted.take(keyOf(person, id, way)));
		if (now.length === 0) return;
		try {
			await this.#write(now.map(({ id, session }) => entryOf(person, session, id, way)));
		} catch (error) {
			for (const { id } of now) this.#noted.forget(keyOf(person, id, way));
			throw error;
		}
	}

	#write(entries: readonly AuditEntry[]): Promise<void> {
		const batch = (this.#next ??= this.#begin());
		batch.entries.push(...entries);
		return batch.written;
	}

	#begin(): Batch {
		const entries: AuditEntry[] = [];
		const written = this.#last
			.catch(() => undefined) // told to those who waited for it
			.then(() => {
				this.#next = undefined;
				return this.#audit.recordAll(entries);
			});
		this.#last = written;
		return { entries, written };
	}
}

const keyOf = (person: PersonId, document: DocumentId, way: ReadWay) =>
	`${person} ${document} ${way}`;

function entryOf(
	person: PersonId,
	session: SessionId,
	document: DocumentId,
	way: ReadWay
): AuditEntry {
	return { person, session, command: 'document.read', detail: { document, way }, outcome: 'done' };
}

/** Those of some documents of which it is audited that they are read; see `isReadAudited`. */
function auditedOf(database: Database, documents: readonly DocumentId[]) {
	return database
		.selectFrom('document')
		.select(['document.id', 'document.session_id as session'])
		.where(isOneOf(sql`document.id`, documents))
		.where((eb) =>
			eb.or([
				eb('document.label', '=', 'TLP:RED'),
				eb.exists(
					eb
						.selectFrom('document_audience as audience')
						.select('audience.document_id')
						.whereRef('audience.document_id', '=', 'document.id')
				)
			])
		)
		.execute();
}
