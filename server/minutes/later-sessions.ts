import type { SessionId } from '#shared/ids.ts';
import { editionReference } from '#shared/minutes/edition.ts';
import type { MinutesRecord } from '#shared/minutes/record.ts';
import { minutesReference } from '#shared/numbering.ts';
import { readersIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';

/** The later sessions of the same series, nearest first: those that may adopt the minutes of a session. */
export function laterSessions(database: Database, session: SessionId) {
	return database
		.selectFrom('session as one')
		.innerJoin('session as later', 'later.series_id', 'one.series_id')
		.select(['later.id', 'later.reference'])
		.where('one.id', '=', session)
		.whereRef('later.date', '>', 'one.date')
		.orderBy('later.date')
		.limit(20)
		.execute();
}

/** The references of the minutes that a session adopted. */
export async function adoptedIn(database: Database, session: SessionId): Promise<string[]> {
	const rows = await database
		.selectFrom('minutes_edition as edition')
		.innerJoin('session', 'session.id', 'edition.session_id')
		.select(['session.reference', 'edition.kind', 'edition.number'])
		.where('edition.adopted_in', '=', session)
		.orderBy('edition.adopted_at')
		.execute();
	return rows.map(({ reference, kind, number }) =>
		editionReference(minutesReference(reference), kind, number)
	);
}

/** The next session of the same series, with who takes part in it; undefined where none is planned. */
export async function nextOf(
	database: Database,
	session: SessionId
): Promise<MinutesRecord['next']> {
	const next = await database
		.selectFrom('session as one')
		.innerJoin('session as later', 'later.series_id', 'one.series_id')
		.select(['later.id', 'later.reference', 'later.date'])
		.where('one.id', '=', session)
		.whereRef('later.date', '>', 'one.date')
		.orderBy('later.date')
		.orderBy('later.sequence')
		.limit(1)
		.executeTakeFirst();
	if (!next) return undefined;
	const readers = await readersIn(database, next.id);
	return {
		...{ reference: next.reference, date: next.date },
		people: readers.map(({ person }) => person),
		delegations: [...new Set(readers.map(({ organisation }) => organisation))]
	};
}
