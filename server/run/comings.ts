import type { PersonId, SessionId } from '#shared/ids.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import { addStays, endJoined, joinedStays, readAttendance } from './attendance-rows.ts';
import { sessionRow } from './run-rows.ts';

export interface ComingsOptions {
	readonly database: Database;
	readonly events: SessionEvents;
	/** Milliseconds that somebody may be gone before they count as having left: connections drop, pages reload. */
	readonly grace: number;
	/** Takes over work that nobody waits for. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/**
 * Attendance by joining. Whoever has a running session open attends it, remotely unless somebody records otherwise.
 * Whoever stays away for longer than the grace period left when they went. A stay entered by hand is only ended by hand.
 */
export class Comings {
	readonly #options: ComingsOptions;
	readonly #going = new Map<string, NodeJS.Timeout>();

	constructor(options: ComingsOptions) {
		this.#options = options;
	}

	/** Call when the server starts: whoever had joined before gets the grace period to reconnect. */
	async resume(): Promise<void> {
		for (const { session, person } of await joinedStays(this.#options.database))
			this.went(session, [person]);
	}

	/** These people have the session open. */
	async came(session: SessionId, people: readonly PersonId[]): Promise<void> {
		for (const person of people) this.#cancel(session, person);
		const { database, events } = this.#options;
		const came = await database.transaction().execute(async (transaction) => {
			const { state } = await sessionRow(transaction, session);
			if (state !== 'live' && state !== 'suspended') return [];
			const known = await readAttendance(transaction, session, people);
			const absent = known.filter(({ stays }) => stays.every(({ leftAt }) => leftAt !== undefined));
			const persons = absent.map(({ person }) => person);
			const stay = { mode: 'remote', source: 'joined', arrivedAt: Date.now() } as const;
			await addStays(transaction, session, persons, stay);
			return persons;
		});
		if (came.length > 0) events.emit('attendance', session, came);
	}

	/** These people no longer have the session open. */
	went(session: SessionId, people: readonly PersonId[]): void {
		const at = Date.now();
		const { grace, unawaited } = this.#options;
		for (const person of people) {
			this.#cancel(session, person);
			const leave = () => unawaited(this.#left(session, person, at));
			this.#going.set(key(session, person), setTimeout(leave, grace).unref());
		}
	}

	async #left(session: SessionId, person: PersonId, at: number): Promise<void> {
		this.#cancel(session, person);
		const { database, events } = this.#options;
		if (await endJoined(database, session, person, at))
			events.emit('attendance', session, [person]);
	}

	#cancel(session: SessionId, person: PersonId): void {
		clearTimeout(this.#going.get(key(session, person)));
		this.#going.delete(key(session, person));
	}

	/** Stops without recording departures: nobody has left just because the server stops. */
	close(): void {
		for (const timer of this.#going.values()) clearTimeout(timer);
		this.#going.clear();
	}
}

const key = (session: SessionId, person: PersonId) => `${session} ${person}`;
