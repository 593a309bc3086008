import type { Command, Reader } from '#shared/access.ts';
import { isMissed } from '#shared/run/closing.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import type { Audit, AuditOutcome } from './audit.ts';
import { Queues } from './queues.ts';
import type { Database } from '../store/connect.ts';

/** Who wants what done in a session. */
export interface Order {
	readonly by: PersonId;
	readonly session: SessionId;
	/** The right that it needs. */
	readonly right: Command;
	/** What the audit calls it: `run.next`. */
	readonly name: string;
	/** For the audit: ids, codes and reasons given, never what documents say. */
	readonly detail?: Readonly<Record<string, unknown>>;
}

export interface Steps<Result, Stop> {
	/** Looks before anything changes, outside the transaction; what it returns is the answer, and nothing is done. */
	readonly before?: (reader: Reader) => Promise<Stop | Refusal | undefined>;
	/** Gets the transaction, must use no other connection, and decides before it writes. */
	readonly act: (transaction: Database, reader: Reader) => Promise<Result | Refusal>;
	/** Called when something was done and is stored. */
	readonly tell: (result: Result) => void;
}

export interface CommandsOptions {
	readonly database: Database;
	/** The reader, if they may give the command; refuses without a hint about what exists. */
	readonly allow: (by: PersonId, session: SessionId, right: Command) => Promise<Reader | Refusal>;
	readonly audit: Audit;
}

/**
 * The one way in which a session is commanded: is it allowed, act, audit, tell. Act and audit are one transaction, and
 * whatever is refused is audited too. The commands of one session follow each other.
 */
export class Commands {
	readonly #options: CommandsOptions;
	readonly #queues = new Queues<SessionId>();

	constructor(options: CommandsOptions) {
		this.#options = options;
	}

	/** Does what is ordered. Somebody who is no participant gets `not-found` and learns nothing. */
	execute<Result, Stop = never>(
		order: Order,
		steps: Steps<Result, Stop>
	): Promise<Result | Refusal | Stop> {
		return this.#queues.run(order.session, () => this.#execute(order, steps));
	}

	async #execute<Result, Stop>(order: Order, { before, act, tell }: Steps<Result, Stop>) {
		const { allow, database } = this.#options;
		const reader = await allow(order.by, order.session, order.right);
		if (isRefusal(reader)) return this.#stopped(order, reader);
		const stop = await before?.(reader);
		if (stop !== undefined) return this.#stopped(order, stop);
		const result = await database.transaction().execute(async (transaction) => {
			const result = await act(transaction, reader);
			await this.#record(order, result, transaction);
			return result;
		});
		if (!isRefusal(result)) tell(result);
		return result;
	}

	async #stopped<Answer>(order: Order, answer: Answer): Promise<Answer> {
		await this.#record(order, answer);
		return answer;
	}

	#record(order: Order, result: unknown, database?: Database): Promise<void> {
		const { by: person, session, name: command, detail = {} } = order;
		const entry = { person, session, command, detail, outcome: outcomeOf(result) };
		return this.#options.audit.record(entry, database);
	}
}

function outcomeOf(result: unknown): AuditOutcome {
	if (isRefusal(result)) return result.refused;
	return isMissed(result) ? 'missing' : 'done';
}
