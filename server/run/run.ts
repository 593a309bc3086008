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
import { isForAll, readRun, sessionRow, writeSession } from './run-rows.ts';

/** A reason to close in spite of what is missing. */
export interface Overrule {
	readonly session: SessionId;
	/** Undefined: the session itself. */
	readonly item: AgendaItemId | undefined;
	readonly by: PersonId;
	readonly reason: string;
	readonly missing: readonly Missing[];
}

export interface RunOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
	/** What is missing before an item, or the session, can be closed. */
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

/** A command that closes something. */
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

	/** Suspends a session: its clocks stop and nobody has the floor. */
	suspend(by: PersonId, session: SessionId): Done {
		return this.#command(by, session, 'suspend', { act: moves.suspend });
	}

	/** Resumes the item that was running. */
	resume(by: PersonId, session: SessionId): Done {
		return this.#command(by, session, 'resume', { act: moves.resume });
	}

	/** Closes the running item and moves to the next. If somebody else has just done so, this changes nothing. */
	next(by: PersonId, session: SessionId, { from, overrule }: Seen & Closing): Closed {
		return this.#close(by, session, 'next', {
			item: from,
			overrule,
			closes: (row) => row.state === 'live' && from !== undefined && row.running_item_id === from,
			act: (move) => moves.next(move, from)
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
		return this.#close(by, session, 'close', {
			item: undefined,
			overrule,
			closes: ({ state }) => state === 'live' || state === 'suspended',
			act: async (move) => {
				const refusal = await moves.close(move);
				if (!isRefusal(refusal)) await this.#options.onClose(move.database, session, by);
				return refusal;
			},
			tell: () => this.#options.events.emit('closed', session)
		});
	}

	/** Changes the planned minutes of an item. */
	shorten(by: PersonId, session: SessionId, item: AgendaItemId, minutes: number): Done {
		return this.#command(by, session, 'shorten', {
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

	#close(by: PersonId, session: SessionId, name: 'next' | 'close', steps: CloseSteps): Closed {
		const { database, missing, overruled } = this.#options;
		const { item, overrule, closes, act, tell } = steps;
		let found: readonly Missing[] = [];
		return this.#command<Missed>(by, session, name, {
			detail: { from: item, overrule },
			before: async (reader) => {
				if (closes(await sessionRow(database, session)))
					found = await missing(reader, session, item);
				return found.length > 0 && overrule === undefined ? { missing: found } : undefined;
			},
			act: async (move) => {
				const refusal = await act(move);
				if (!isRefusal(refusal) && overrule !== undefined && found.length > 0)
					await overruled(move.database, { session, item, by, reason: overrule, missing: found });
				return refusal;
			},
			...(tell && { tell })
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
			act: async (database) =>
				act({ database, row: await sessionRow(database, session), at: Date.now(), by }),
			tell: () => {
				events.emit('run', session);
				tell?.();
			}
		});
	}
}

type RunVerb =
	'start' | 'suspend' | 'resume' | 'next' | 'go' | 'close' | 'shorten' | 'dispose' | 'present';

interface RunSteps<Stop> {
	readonly detail?: Readonly<Record<string, unknown>>;
	readonly before?: (reader: Reader) => Promise<Stop | undefined>;
	readonly act: (move: Move) => Done;
	readonly tell?: () => void;
}

interface CloseSteps extends Closing {
	readonly item: AgendaItemId | undefined;
	/** True when the command would close something in a session of this state. */
	readonly closes: (row: Awaited<ReturnType<typeof sessionRow>>) => boolean;
	readonly act: (move: Move) => Done;
	readonly tell?: () => void;
}
