import * as v from 'valibot';
import type { PersonId, SessionId } from '#shared/ids.ts';
import type { RefusalCode } from '#shared/refusals.ts';
import { appendToAudit } from '../store/audit-rows.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';

const detailSchema = v.record(v.string(), v.unknown());

/** The outcome of a command. `missing`: it was answered with a list of what is missing, and changed nothing. */
export type AuditOutcome = 'done' | 'missing' | RefusalCode;

export interface AuditEntry {
	/** Undefined: the server itself. */
	readonly person: PersonId | undefined;
	/** As given in the order; there may be no such session. */
	readonly session: SessionId | undefined;
	/** `run.next` */
	readonly command: string;
	/** Ids, codes and given reasons; never content of documents. */
	readonly detail: Readonly<Record<string, unknown>>;
	readonly outcome: AuditOutcome;
}

export interface AuditRecord extends AuditEntry {
	readonly at: number;
}

/**
 * The audit log: who gave which command and its outcome, including refusals. Append-only, and chained: each session has
 * a chain, and the installation one for everything else.
 */
export class Audit {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** Adds entries, all or none. */
	async recordAll(entries: readonly AuditEntry[]): Promise<void> {
		await this.#database.transaction().execute(async (transaction) => {
			for (const entry of entries) await this.record(entry, transaction);
		});
	}

	/** Adds an entry. Inside a transaction, pass it, so that the change and its entry are committed together. */
	async record(entry: AuditEntry, database = this.#database): Promise<void> {
		const row = {
			person_id: entry.person ?? null,
			session_id: entry.session ?? null,
			command: entry.command,
			detail: JSON.stringify(entry.detail),
			outcome: entry.outcome
		};
		if (database.isTransaction) return appendToAudit(database, row);
		await database.transaction().execute((transaction) => appendToAudit(transaction, row));
	}

	/** The entries of a session, oldest first. Checks no right: auditors see them by `AuditView`. */
	async list(session: SessionId): Promise<AuditRecord[]> {
		const rows = await this.#database
			.selectFrom('audit')
			.selectAll()
			.where('session_id', '=', session)
			.orderBy('seq')
			.execute();
		return rows.map((row) => ({
			at: row.at,
			person: row.person_id ?? undefined,
			session: row.session_id ?? undefined,
			command: row.command,
			detail: readJson(detailSchema, row.detail) ?? {},
			outcome: row.outcome as AuditOutcome
		}));
	}
}
