import type { Command, Reader } from '#shared/access.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import type { Audit, AuditOutcome } from '../audit/audit.ts';
import type { Participation } from '../sessions/participation.ts';
import type { Database } from '../store/connect.ts';

/** Who wants what done in a session. */
export interface Order {
	readonly by: PersonId;
	readonly session: SessionId;
	/** The right that it needs. */
	readonly right: Command;
	/** What the audit calls it: `run.next`. */
	readonly name: string;
	/** For the audit: ids and codes, never content. */
	readonly detail?: Readonly<Record<string, unknown>>;
}

export interface CommandsOptions {
	readonly database: Database;
	readonly participation: Participation;
	readonly audit: Audit;
}

/**
 * The one way in which a session is commanded: is it allowed, act, audit, tell. Act and audit are one transaction, and
 * whatever is refused is audited too.
 */
export class Commands {
	readonly #options: CommandsOptions;

	constructor(options: CommandsOptions) {
		this.#options = options;
	}

	/**
	 * Does what is ordered. `act` gets the transaction, must use no other connection, and decides before it writes.
	 * `tell` is called when something was done. Somebody who is no participant gets `not-found`.
	 */
	async execute<Result>(
		order: Order,
		act: (transaction: Database, reader: Reader) => Promise<Result | Refusal>,
		tell: () => void
	): Promise<Result | Refusal> {
		const { database, participation } = this.#options;
		const reader = await participation.allow(order.by, order.session, order.right);
		if (isRefusal(reader)) return this.refused(order, reader);
		const result = await database.transaction().execute(async (transaction) => {
			const result = await act(transaction, reader);
			await this.#record(order, isRefusal(result) ? result.refused : 'done', transaction);
			return result;
		});
		if (!isRefusal(result)) tell();
		return result;
	}

	/** Audits a refusal that was decided elsewhere, and hands it back. */
	async refused(order: Order, refusal: Refusal): Promise<Refusal> {
		await this.#record(order, refusal.refused);
		return refusal;
	}

	/** Audits a command that asked for what is missing and changed nothing. */
	async missed(order: Order): Promise<void> {
		await this.#record(order, 'missing');
	}

	#record(order: Order, outcome: AuditOutcome, database?: Database): Promise<void> {
		const { by: person, session, name: command, detail = {} } = order;
		return this.#options.audit.record({ person, session, command, detail, outcome }, database);
	}
}
