import { dayIn, type Day } from '#shared/time/dates.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { readableBy } from '../sessions/readable.ts';
import type { Database } from '../store/connect.ts';
import type { ReaderContext } from './conditions.ts';

/** Loads what must be known about a reader before the register can be read for them, in four short queries. */
export async function readerContext(database: Database, person: PersonId): Promise<ReaderContext> {
	const readable = await readableBy(database, person);
	const now = Date.now();
	const seat = await database
		.selectFrom('person')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.select('organisation.time_zone')
		.where('person.id', '=', person)
		.executeTakeFirst();
	const today = dayIn(seat?.time_zone ?? 'UTC', new Date(now));
	return { readable, now, today, nextSessions: await nextSessionsOf(database, person, today) };
}

/**
 * For each session in a series, the day of the next planned session of that series, from today on. Only sessions in
 * which the person participates count, so that the day of any other is not revealed.
 */
async function nextSessionsOf(database: Database, person: PersonId, today: Day) {
	const rows = await database
		.selectFrom('participant')
		.innerJoin('session', 'session.id', 'participant.session_id')
		.select(['session.id', 'session.series_id', 'session.date', 'session.state'])
		.where('participant.person_id', '=', person)
		.where('session.series_id', 'is not', null)
		.orderBy('session.date')
		.orderBy('session.sequence')
		.execute();
	const next = new Map<string, Day>();
	for (const { series_id, date, state } of rows)
		if (series_id && state === 'planned' && date >= today && !next.has(series_id))
			next.set(series_id, date);
	return new Map<SessionId, Day>(
		rows.flatMap(({ id, series_id, date }) => {
			const day = series_id && next.get(series_id);
			return day && day > date ? [[id, day]] : [];
		})
	);
}
