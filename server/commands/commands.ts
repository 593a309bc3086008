import type { Reader } from '#shared/access.ts';
import { needOf } from '#shared/commands/registry.ts';
import type { SessionId } from '#shared/ids.ts';
import { isRefusal, type Refusal, type RefusalCode } from '#shared/refusals.ts';
import { isMissed } from '#shared/run/closing.ts';
import type { Database } from '../store/connect.ts';
import { inNoLogin } from './acting-login.ts';
import type { Audit, AuditOutcome } from './audit.ts';
import type { Allow, DocumentOrder, Order, OwnOrder, RecoverOrder, SessionOrder } from './order.ts';
import { Queues } from './queues.ts';

/** The steps of a command once it is allowed. `Actor` is a reader of the session, or undefined outside of sessions. */
export type Steps<Actor, Result, Stop = never> = Act<Actor, Result> & {
	/**
	 * Runs before anything changes, outside the transaction. If it returns a value, that is the answer and nothing is
	 * done.
	 */
	readonly before?: (actor: Actor) => Promise<Stop | Refusal | undefined>;
	/** Called after a command succeeded and is committed. */
	readonly tell?: (result: Result) => void;
};

type Act<Actor, Result> =
	| {
			/**
			 * Must use no connection but the transaction, and must decide before it writes: a refusal is committed too.
			 */
			readonly act: (transaction: Database, actor: Actor) => Promise<Result | Refusal>;
	  }
	| {
			/**
			 * For changes outside of SQL, such as a document, whose log commits by itself, or a file. It is not queued
			 * behind other commands, and is audited as soon as it is done.
			 */
			readonly perform: (actor: Actor) => Promise<Result | Refusal>;
	  };

export interface CommandsOptions {
	readonly database: Database;
	readonly allow: Allow;
	readonly audit: Audit;
	/** Counts refusals. */
	readonly onRefused?: ((code: RefusalCode) => void) | undefined;
}

/**
 * The only way to change what the server decides: allow, act, audit, tell. Act and audit are one transaction, and
 * refusals are audited too. Commands on the same session or document, or of the same person, run one after another.
 */
export class Commands {
	readonly #options: CommandsOptions;
	readonly #queues = new Queues<string>();

	constructor(options: CommandsOptions) {
		this.#options = options;
	}

	/** Carries out an order. Somebody who must not know that its target exists gets `not-found`. */
	execute<Result, Stop = never>(
		order: SessionOrder | DocumentOrder,
		steps: Steps<Reader, Result, Stop>
	): Promise<Result | Refusal | Stop>;
	execute<Result, Stop = never>(
		order: OwnOrder | RecoverOrder,
		steps: Steps<undefined, Result, Stop>
	): Promise<Result | Refusal | Stop>;
	execute<Result, Stop>(order: Order, steps: Steps<never, Result, Stop>) {
		const execute = () => this.#execute(order, steps);
		return 'perform' in steps ? execute() : this.#queues.run(queueOf(order), execute);
	}

	async #execute<Result, Stop>(order: Order, steps: Steps<never, Result, Stop>) {
		const allowed = await this.#options.allow(order);
		if (isRefusal(allowed)) return this.#record(order, sessionOf(order), allowed);
		const { session } = allowed;
		const actor = allowed.reader as never; // `allow` promises a reader for every order that needs one
		const stop = await steps.before?.(actor);
		if (stop !== undefined) return this.#record(order, session, stop);
		const result =
			'perform' in steps
				? await this.#record(order, session, await steps.perform(actor))
				: await this.#inTransaction(order, session, (database) => steps.act(database, actor));
		// What follows is for others, or for the same person elsewhere.
		if (!isRefusal(result)) inNoLogin(() => steps.tell?.(result));
		return result;
	}

	#inTransaction<Result>(
		order: Order,
		session: SessionId | undefined,
		act: (transaction: Database) => Promise<Result>
	): Promise<Result> {
		return this.#options.database
			.transaction()
			.execute(async (transaction) =>
				this.#record(order, session, await act(transaction), transaction)
			);
	}

	/** Audits the result of an order, and returns it. */
	async #record<Result>(
		order: Order,
		session: SessionId | undefined,
		result: Result,
		database?: Database
	): Promise<Result> {
		const { by: person, name: command } = order;
		const detail =
			'document' in order ? { document: order.document, ...order.detail } : (order.detail ?? {});
		const entry = { person, session, command, detail, outcome: outcomeOf(result) };
		await this.#options.audit.record(entry, database);
		if (isRefusal(result)) this.#options.onRefused?.(result.refused);
		return result;
	}
}

function sessionOf(order: Order): SessionId | undefined {
	return 'session' in order ? order.session : undefined;
}

/**
 * The queue of a command. Commands of one queue run one after another, so each decides on the state the last one left.
 */
function queueOf(order: Order): string {
	if ('session' in order) return order.session;
	if ('document' in order) return order.document;
	return needOf(order.name) === 'act for oneself' && order.by ? order.by : 'board';
}

function outcomeOf(result: unknown): AuditOutcome {
	if (isRefusal(result)) return result.refused;
	return isMissed(result) ? 'missing' : 'done';
}
