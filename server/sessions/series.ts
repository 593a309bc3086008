import { byName } from '#shared/in-order.ts';
import { newId, type PersonId, type SeriesId, type SessionId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Day } from '#shared/time/dates.ts';
import type { SeriesView } from '#shared/sessions/session-details.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import type { SessionEvents } from '../commands/events.ts';

/** An existing series by its id, a new one by its name, or none. */
export type SeriesChoice = { readonly id: SeriesId } | { readonly name: string } | undefined;

export interface SeriesOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
}

/** Series of sessions. A series is visible to people who keep the record of one of its sessions. */
export class Series {
	readonly #options: SeriesOptions;

	constructor(options: SeriesOptions) {
		this.#options = options;
	}

	/** The series that a person may put a session into, which carries over what is open in them. */
	of(person: PersonId): Promise<SeriesView[]> {
		return seriesOf(this.#options.database, person);
	}

	/** Puts a session into a series, or removes it from its series. */
	async put(by: PersonId, session: SessionId, choice: SeriesChoice): Promise<Refusal | undefined> {
		const { commands, events } = this.#options;
		const detail = choice && 'id' in choice ? choice : {};
		const order = { by, session, name: 'series.put', detail } as const;
		return commands.execute<undefined>(order, {
			act: async (transaction) => {
				const series = await chosenSeries(transaction, by, choice);
				if (!isRefusal(series)) await writeSeries(transaction, session, series);
				return isRefusal(series) ? series : undefined;
			},
			tell: () => events.emit('changed', session, 'details')
		});
	}

	/**
	 * The day of the next session in the same series in which the person participates; undefined when there is none.
	 */
	async nextDay(person: PersonId, session: SessionId): Promise<Day | undefined> {
		const row = await this.#options.database
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

async function seriesOf(database: Database, person: PersonId): Promise<SeriesView[]> {
	const rows = await database
		.selectFrom('series')
		.innerJoin('session', 'session.series_id', 'series.id')
		.innerJoin('participant', 'participant.session_id', 'session.id')
		.select(['series.id', 'series.name'])
		.distinct()
		.where('participant.person_id', '=', person)
		.where('participant.role', 'in', ['chair', 'rapporteur'])
		.execute();
	return rows.sort((a, b) => byName(a.name, b.name));
}

/** The chosen series; creates a new one. Refuses a series that is not visible to the person. */
export async function chosenSeries(
	transaction: Database,
	by: PersonId,
	choice: SeriesChoice
): Promise<SeriesId | Refusal | undefined> {
	if (!choice) return undefined;
	if ('id' in choice) {
		const known = (await seriesOf(transaction, by)).some(({ id }) => id === choice.id);
		return known ? choice.id : refuse('not-found');
	}
	const id = newId<SeriesId>();
	const { name } = choice;
	await transaction.insertInto('series').values({ id, name, created_at: Date.now() }).execute();
	return id;
}

/** Puts a session into a series, or with undefined into none. */
export async function writeSeries(
	transaction: Database,
	session: SessionId,
	series: SeriesId | undefined
): Promise<void> {
	await transaction
		.updateTable('session')
		.set({ series_id: series ?? null })
		.where('id', '=', session)
		.execute();
}
