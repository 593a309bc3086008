import type { PersonId, SessionId } from '#shared/ids.ts';
import type { RefusalCode } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';

/** What came of a command; `missing`: it asked for what is missing, and nothing was changed. */
export type AuditOutcome = 'done' | 'missing' | RefusalCode;

export interface AuditEntry {
	/** Undefined: the server itself. */
	readonly person: PersonId | undefined;
	/** As it was asked for; there may be no such session. */
	readonly session: SessionId | undefined;
	/** `run.next` */
	readonly command: string;
	/** Ids, codes and reasons given; never what documents say. */
	readonly detail: Readonly<Record<string, unknown>>;
	readonly outcome: AuditOutcome;
}

export interface AuditRecord extends AuditEntry {
	readonly at: number;
}

/** Who commanded what and what came of it, refusals too. Only added to. */
export class Audit {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** Adds an entry. Inside a transaction pass it, so that what was done and its entry are stored together. */
	async record(entry: AuditEntry, database = this.#database): Promise<void> {
		await database
			.insertInto('audit')
			.values({
				at: Date.now(),
				person_id: entry.person ?? null,
				session_id: entry.session ?? null,
				command: entry.command,
				detail: JSON.stringify(entry.detail),
				outcome: entry.outcome
			})
			.execute();
	}

	/** The entries of a session, oldest first. Asks for no right; nobody is shown them yet. */
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
			detail: JSON.parse(row.detail) as Record<string, unknown>,
			outcome: row.outcome as AuditOutcome
		}));
	}
}
