import { newId, type PersonId, type SeriesId, type SessionId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Day } from '#shared/time/dates.ts';
import type { SeriesView } from '#shared/sessions/session-details.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import type { SessionEvents } from '../commands/events.ts';

/** A series by its id, a new one by its name, or none. */
export type SeriesChoice = { readonly id: SeriesId } | { readonly name: string } | undefined;

/** Sessions that follow each other. A series is known to those who keep the record of one of its sessions. */
export class Series {
	readonly #database: Database;
	readonly #commands: Commands;
	readonly #events: SessionEvents;

	constructor(database: Database, commands: Commands, events: SessionEvents) {
		this.#database = database;
		this.#commands = commands;
		this.#events = events;
	}

	/** The series that a person may put a session into: what is open in them is carried over. */
	async of(person: PersonId, database = this.#database): Promise<SeriesView[]> {
		return database
			.selectFrom('series')
			.innerJoin('session', 'session.series_id', 'series.id')
			.innerJoin('participant', 'participant.session_id', 'session.id')
			.select(['series.id', 'series.name'])
			.distinct()
			.where('participant.person_id', '=', person)
			.where('participant.role', 'in', ['chair', 'rapporteur'])
			.orderBy('series.name')
			.execute();
	}

	/** Puts a session into a series, or takes it out of its own. */
	async put(by: PersonId, session: SessionId, choice: SeriesChoice): Promise<Refusal | undefined> {
		const detail = choice && 'id' in choice ? choice : {};
		const order = { by, session, right: 'edit session', name: 'series.put', detail } as const;
		return this.#commands.execute(order, {
			act: async (transaction) => {
				const series = await this.#chosen(transaction, by, choice);
				if (isRefusal(series)) return series;
				await transaction
					.updateTable('session')
					.set({ series_id: series ?? null })
					.where('id', '=', session)
					.execute();
				return undefined;
			},
			tell: () => this.#events.emit('changed', session, 'details')
		});
	}

	async #chosen(
		transaction: Database,
		by: PersonId,
		choice: SeriesChoice
	): Promise<SeriesId | Refusal | undefined> {
		if (!choice) return undefined;
		if ('id' in choice) {
			const known = (await this.of(by, transaction)).some(({ id }) => id === choice.id);
			return known ? choice.id : refuse('not-found');
		}
		const id = newId<SeriesId>();
		const { name } = choice;
		await transaction.insertInto('series').values({ id, name, created_at: Date.now() }).execute();
		return id;
	}

	/** The day of the next session of a session's series in which the person takes part; undefined when there is none. */
	async nextDay(person: PersonId, session: SessionId): Promise<Day | undefined> {
		const row = await this.#database
			.selectFrom('session as one')
			.innerJoin('session as later', 'later.series_id', 'one.series_id')
			.innerJoin('participant', 'participant.session_id', 'later.id')
			.select('later.date')
			.where('one.id', '=', session)
			.where('participant.person_id', '=', person)
			.whereRef('later.date', '>', 'one.date')
			.orderBy('later.date')
			.executeTakeFirst();
		return row?.date;
	}
}
