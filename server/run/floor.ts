import { m } from '#messages/messages.js';
import { can, type Reader } from '#shared/access.ts';
import { newId, type PersonId, type SessionId, type TurnId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { FloorTurn, TurnKind } from '#shared/run/floor.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { Commands } from '../commands/commands.ts';
import { participantAt } from '../sessions/participant-rows.ts';
import { addTurn, endSpeech, endTurn, openTurns, writeTurn } from './floor-rows.ts';
import { sessionRow, writeSession } from './run-rows.ts';

export interface FloorOptions {
	readonly commands: Commands;
	readonly events: SessionEvents;
}

type Done = Promise<Refusal | undefined>;

/**
 * Who has the floor in each session and who waits for it. One person speaks at a time, and nobody waits twice. A turn
 * ends with the item that it was asked under. The list is in the database, so it survives lost connections and restarts.
 */
export class Floor {
	readonly #options: FloorOptions;

	constructor(options: FloorOptions) {
		this.#options = options;
	}

	/** Asks for the floor. Whoever may give it may also ask for others. Asking again only changes the kind. */
	ask(
		by: PersonId,
		session: SessionId,
		{ kind, person = by }: { kind: TurnKind; person?: PersonId | undefined }
	): Done {
		return this.#command(by, session, 'floor.ask', { kind, person }, async (asked) => {
			const { database, row, at, open, reader } = asked;
			if (row.state === 'planned' || row.state === 'closed') return notOpen(row);
			if (person !== by && !can(reader.role, 'give floor')) return refuse('forbidden');
			const organisation = await participantAt(database, session, person);
			if (!organisation) return refuse('bad-request', m.field_no_such_participant());
			const waits = open.find((turn) => turn.person === person && !speaks(turn));
			if (waits) await writeTurn(database, waits.id, { kind });
			else {
				const turn = { person, organisation, kind, item: row.running_item_id ?? undefined };
				const askedAt = Math.max(at, ...open.map((one) => one.askedAt + 1)); // later than every other
				const id = newId<TurnId>();
				await addTurn(database, session, { ...turn, id, askedAt, startedAt: undefined });
			}
			return undefined;
		});
	}

	/** Gives the floor to somebody who waits, and ends `from`, the turn that the caller saw speaking. */
	give(
		by: PersonId,
		session: SessionId,
		{ turn: id, from }: { turn: TurnId; from: TurnId | undefined }
	): Done {
		return this.#command(by, session, 'floor.give', { turn: id, from }, async (asked) => {
			const { database, row, at, open } = asked;
			if (row.state !== 'live') return notOpen(row);
			const speaker = open.find(speaks);
			if (speaker?.id === id) return undefined;
			if (speaker?.id !== from || !open.some((turn) => turn.id === id))
				return refuse('floor-moved');
			await endSpeech(database, session, at);
			await writeTurn(database, id, { started_at: at });
			return undefined;
		});
	}

	/** Ends a speech or withdraws a request: one's own or, for whoever gives the floor, anybody's. */
	end(by: PersonId, session: SessionId, { turn: id }: { turn: TurnId }): Done {
		return this.#command(by, session, 'floor.end', { turn: id }, async (asked) => {
			const { database, at, open, reader } = asked;
			const turn = open.find((one) => one.id === id);
			if (!turn) return undefined;
			if (turn.person !== by && !can(reader.role, 'give floor')) return refuse('forbidden');
			await endTurn(database, id, at);
			return undefined;
		});
	}

	#command(
		by: PersonId,
		session: SessionId,
		name: 'floor.ask' | 'floor.give' | 'floor.end',
		detail: Readonly<Record<string, unknown>>,
		act: (asked: Asked) => Done
	): Done {
		const { commands, events } = this.#options;
		return commands.execute<undefined>(
			{ by, session, name, detail },
			{
				act: async (database, reader) => {
					const row = await sessionRow(database, session);
					const open = await openTurns(database, session);
					const refusal = await act({ database, reader, row, open, at: Date.now() });
					if (!refusal) await writeSession(database, session);
					return refusal;
				},
				tell: () => events.emit('run', session)
			}
		);
	}
}

interface Asked {
	readonly database: Database;
	readonly reader: Reader;
	readonly row: Row<'session'>;
	/** The turns that wait or speak. */
	readonly open: readonly FloorTurn[];
	readonly at: number;
}

const speaks = ({ startedAt }: FloorTurn) => startedAt !== undefined;

function notOpen({ state }: Row<'session'>): Refusal {
	return refuse(state === 'closed' ? 'run-closed' : 'run-not-live');
}
