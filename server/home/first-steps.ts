import { keepsRecord, type Role } from '#shared/access.ts';
import type { FirstSteps, SessionName } from '#shared/home/home.ts';
import type { SessionId } from '#shared/ids.ts';
import type { Readable } from '../sessions/readable.ts';
import type { Database } from '../store/connect.ts';

/**
 * The first steps of a newcomer: somebody who is in no session yet, or keeps the record of one that is their first.
 * Undefined for everybody else, and once they have dismissed them.
 */
export async function firstSteps(
	database: Database,
	readable: Readable
): Promise<FirstSteps | undefined> {
	if (!(await wantsSteps(database, readable))) return undefined;
	if (readable.roles.size === 0) return { session: undefined, hasPeople: false, hasWritten: false };
	const [kept, ...more] = [...readable.roles].filter(([, role]) => keepsRecord(role));
	if (!kept || more.length > 0) return undefined;
	const session = await begun(database, kept, readable);
	return (
		session && {
			session,
			hasPeople: await hasPeople(database, session.id),
			hasWritten: await hasWritten(database, session.id, readable)
		}
	);
}

async function wantsSteps(database: Database, { person }: Readable): Promise<boolean> {
	const row = await database
		.selectFrom('person')
		.select('first_steps')
		.where('id', '=', person)
		.executeTakeFirst();
	return row?.first_steps === 1;
}

/**
 * The session, if they founded it or are its rapporteur; unless this one or another of theirs is over: then they have seen
 * how it goes.
 */
async function begun(
	database: Database,
	[session, role]: readonly [SessionId, Role],
	{ roles, person }: Readable
): Promise<SessionName | undefined> {
	const rows = await database
		.selectFrom('session')
		.select(['id', 'reference', 'title', 'state', 'created_by'])
		.where('id', 'in', [...roles.keys()])
		.execute();
	if (rows.some(({ state }) => state === 'closed')) return undefined;
	const found = rows.find(({ id }) => id === session);
	if (role !== 'rapporteur' && found?.created_by !== person) return undefined;
	return found && { id: found.id, reference: found.reference, title: found.title };
}

async function hasPeople(database: Database, session: SessionId): Promise<boolean> {
	const seats = await database
		.selectFrom('participant')
		.select('role')
		.where('session_id', '=', session)
		.execute();
	return seats.length > 1 && seats.some(({ role }) => role === 'chair');
}

async function hasWritten(database: Database, session: SessionId, { person }: Readable) {
	const row = await database
		.selectFrom('document_author')
		.innerJoin('document', 'document.id', 'document_author.document_id')
		.select('document.id')
		.where('document.session_id', '=', session)
		.where('document_author.person_id', '=', person)
		.executeTakeFirst();
	return row !== undefined;
}
