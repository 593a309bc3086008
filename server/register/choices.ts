import { sql } from 'kysely';
import type { OrganisationId } from '#shared/ids.ts';
import { topicsIn } from '#shared/register/topics.ts';
import type { RegisterChoices } from '#shared/register/views.ts';
import type { OrganisationView } from '#shared/people.ts';
import type { SeriesView } from '#shared/sessions/session-details.ts';
import type { Database } from '../store/connect.ts';
import { byName } from '#shared/in-order.ts';
import { contains } from '../store/dialect.ts';
import { isReadable, type ReaderContext } from './conditions.ts';

const MOST_TOPICS = 200; // more would be too long a list to choose from

/** The series, lead organisations and topics in actions that a person may read. */
export async function choicesOf(
	database: Database,
	context: ReaderContext
): Promise<RegisterChoices> {
	return {
		series: await seriesOf(database, context),
		leads: await leadsOf(database, context),
		topics: await topicsOf(database, context)
	};
}

async function seriesOf(database: Database, { readable }: ReaderContext): Promise<SeriesView[]> {
	const rows = await database
		.selectFrom('participant')
		.innerJoin('session', 'session.id', 'participant.session_id')
		.innerJoin('series', 'series.id', 'session.series_id')
		.select(['series.id', 'series.name'])
		.distinct()
		.where('participant.person_id', '=', readable.person)
		.execute();
	return rows.sort((a, b) => byName(a.name, b.name));
}

async function leadsOf(database: Database, context: ReaderContext): Promise<OrganisationView[]> {
	const { rows } = await sql<{ id: OrganisationId }>`
		select distinct action.lead_organisation_id as id from action
		where action.lead_organisation_id is not null and ${isReadable(context)}`.execute(database);
	const ids = rows.map(({ id }) => id);
	if (ids.length === 0) return [];
	return database
		.selectFrom('organisation')
		.select(['id', 'code', 'name', 'country', 'colour'])
		.where('id', 'in', ids)
		.orderBy('code')
		.execute();
}

async function topicsOf(database: Database, context: ReaderContext): Promise<string[]> {
	const { rows } = await sql<{ search: string }>`
		select action.search from action
		where ${contains(sql`action.search`, '#')} and ${isReadable(context)}`.execute(database);
	const found = new Set(rows.flatMap(({ search }) => topicsIn(search)));
	return [...found].sort().slice(0, MOST_TOPICS);
}
