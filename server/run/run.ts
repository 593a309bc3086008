import type { Reader } from '#shared/access.ts';
import type { Missed, Missing } from '#shared/run/closing.ts';
import type { AgendaItemId, DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Disposition, RunView } from '#shared/run/run-view.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import type { Commands } from '../commands/commands.ts';
import * as moves from './moves.ts';
import type { Move } from './moves.ts';
import { takeBack } from './take-back.ts';
import { isForAll, readRun, sessionRow, writeSession } from './run-rows.ts';

/** A reason to close in spite of what is missing. */
export interface Overrule {
	readonly session: SessionId;
	readonly by: PersonId;
	readonly reason: string;
	readonly missing: readonly Missing[];
}

export interface RunOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
	/** What an item, or the session, still lacks. */
	readonly missing: (
		reader: Reader,
		session: SessionId,
		item: AgendaItemId | undefined
	) => Promise<readonly Missing[]>;
	/** Keeps an overrule, in the transaction that closes. */
	readonly overruled: (transaction: Database, overrule: Overrule) => Promise<void>;
	/** Called before a planned session starts, to fill its agenda. Called again when that start failed. */
	readonly onStart: (session: SessionId) => Promise<void>;
	/** Called when a session closes, in the same transaction. */
	readonly onClose: (transaction: Database, session: SessionId, by: PersonId) => Promise<void>;
}

/** The item that the caller saw running. The command is refused when another one runs by now. */
export interface Seen {
	readonly from: AgendaItemId | undefined;
}

/** A move that was a slip: from an item, to the one that runs since; undefined where none did, or does. */
export interface Slip {
	readonly from: AgendaItemId;
	readonly to: AgendaItemId | undefined;
}

/** Closing the session. */
export interface Closing {
	/** A reason to close in spite of what is missing. */
	readonly overrule: string | undefined;
}

type Done = Promise<Refusal | undefined>;
type Closed = Promise<Refusal | Missed | undefined>;

/**
 * What runs in each session; it is kept in the database alone. At most one item runs, it has an open segment exactly
 * while the session is live, and every change increments the session's revision.
 */
export class Run {
	readonly #options: RunOptions;

	constructor(options: RunOptions) {
		this.#options = options;
	}

	/** How a session runs now; undefined when there is no such session. Check first that the reader is a participant. */
	view(session: SessionId): Promise<RunView | undefined> {
		return readRun(this.#options.database, session);
	}

	/** Starts a session with its first item. Starting it again changes nothing. */
	start(by: PersonId, session: SessionId): Done {
		const { database, onStart, events } = this.#options;
		return this.#command(by, session, 'start', {
			before: async () => {
				if ((await sessionRow(database, session)).state === 'planned') await onStart(session);
				return undefined;
			},
			act: moves.start,
			tell: () => {
				events.emit('changed', session, 'agenda');
				events.emit('started', session);
			}
		});
	}

	/** Suspends a session for some minutes, or until further notice: its clocks stop and nobody has the floor. */
	suspend(by: PersonId, session: SessionId, minutes?: number): Done {
		return this.#command(by, session, 'suspend', {
			detail: { minutes },
			act: (move) => moves.suspend(move, minutes)
		});
	}

	/** Resumes the item that was running. */
	resume(by: PersonId, session: SessionId): Done {
		return this.#command(by, session, 'resume', { act: moves.resume });
	}

	/**
	 * Closes the running item and moves to the next; the session never waits for what an item lacks, which is the answer.
	 * If somebody else has just done so, this changes nothing.
	 */
	async next(
		by: PersonId,
		session: SessionId,
		{ from }: Seen
	): Promise<Refusal | { readonly left: readonly Missing[] }> {
		let reader: Reader | undefined;
		const refusal = await this.#command(by, session, 'next', {
			detail: { from },
			act: (move) => {
				reader = move.reader;
				return moves.next(move, from);
			}
		});
		if (refusal) return refusal;
		return { left: reader && from ? await this.#options.missing(reader, session, from) : [] };
	}

	/** Takes back a move that was a slip: within half a minute, and only to the item that it left. */
	back(by: PersonId, session: SessionId, { from, to }: Slip): Done {
		return this.#command(by, session, 'back', {
			detail: { from, to },
			act: (move) => takeBack(move, from, to)
		});
	}

	/** Moves to any item on the agenda. The one that was running stays open; one that was closed is reopened. */
	go(by: PersonId, session: SessionId, { from, to }: Seen & { to: AgendaItemId }): Done {
		return this.#command(by, session, 'go', {
			detail: { from, to },
			act: (move) => moves.go(move, from, to)
		});
	}

	/** Closes a session for good: its running item, its floor and the stays of everybody present. */
	close(by: PersonId, session: SessionId, { overrule }: Closing): Closed {
		const { database, missing, overruled, onClose, events } = this.#options;
		let found: readonly Missing[] = [];
		return this.#command<Missed>(by, session, 'close', {
			detail: { overrule },
			before: async (reader) => {
				const { state } = await sessionRow(database, session);
				if (state === 'live' || state === 'suspended')
					found = await missing(reader, session, undefined);
				return found.length > 0 && overrule === undefined ? { missing: found } : undefined;
			},
			act: async (move) => {
				const refusal = await moves.close(move);
				if (isRefusal(refusal)) return refusal;
				await onClose(move.database, session, by);
				if (overrule !== undefined && found.length > 0)
					await overruled(move.database, { session, by, reason: overrule, missing: found });
				return undefined;
			},
			tell: () => events.emit('closed', session)
		});
	}

	/** Changes the planned minutes of an item. */
	plan(by: PersonId, session: SessionId, item: AgendaItemId, minutes: number): Done {
		return this.#command(by, session, 'plan', {
			detail: { item, minutes },
			act: (move) => moves.changeItem(move, item, { planned_minutes: minutes }),
			tell: () => this.#options.events.emit('changed', session, 'agenda')
		});
	}

	/** Settles where an item goes instead of being discussed here; undefined brings it back. */
	dispose(by: PersonId, session: SessionId, item: AgendaItemId, to: Disposition | undefined): Done {
		return this.#command(by, session, 'dispose', {
			detail: { item, to },
			act: async (move) =>
				move.row.running_item_id === item
					? refuse('item-running')
					: moves.changeItem(move, item, { disposition: to ?? null })
		});
	}

	/** Shows a document to everybody who follows, until the next item; undefined shows the running item again. */
	present(by: PersonId, session: SessionId, document: DocumentId | undefined): Done {
		return this.#command(by, session, 'present', {
			detail: { document },
			act: async ({ database, row }) => {
				if (row.state === 'closed') return refuse('run-closed');
				if (document && !(await isForAll(database, session, document)))
					return refuse('not-for-all');
				await writeSession(database, session, { presented_document_id: document ?? null });
				return undefined;
			}
		});
	}

	#command<Stop = never>(
		by: PersonId,
		session: SessionId,
		name: RunVerb,
		{ detail = {}, before, act, tell }: RunSteps<Stop>
	): Promise<Refusal | Stop | undefined> {
		const { commands, events } = this.#options;
		const order = { by, session, name: `run.${name}`, detail } as const;
		return commands.execute<undefined, Stop>(order, {
			...(before && { before }),
			act: async (database, reader) =>
				act({ database, reader, row: await sessionRow(database, session), at: Date.now(), by }),
			tell: () => {
				events.emit('run', session);
				events.emit('moved', session);
				tell?.();
			}
		});
	}
}

type RunVerb =
	| 'start'
	| 'suspend'
	| 'resume'
	| 'next'
	| 'back'
	| 'go'
	| 'close'
	| 'plan'
	| 'dispose'
	| 'present';

interface RunSteps<Stop> {
	readonly detail?: Readonly<Record<string, unknown>>;
	readonly before?: (reader: Reader) => Promise<Stop | undefined>;
	readonly act: (move: Move) => Done;
	readonly tell?: () => void;
}
