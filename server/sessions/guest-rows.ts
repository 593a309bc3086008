import type { PersonId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { hashToken, newToken } from '../store/token.ts';

/** Whether somebody is a guest, of whatever session. */
export async function isGuest(database: Database, person: PersonId): Promise<boolean> {
	const row = await database
		.selectFrom('guest')
		.select('person_id')
		.where('person_id', '=', person)
		.executeTakeFirst();
	return row !== undefined;
}

/** The guest whose link this is; undefined when it was replaced, has expired, or never was. */
export function guestByToken(database: Database, token: string) {
	return database
		.selectFrom('guest')
		.innerJoin('person', 'person.id', 'guest.person_id')
		.innerJoin('session', 'session.id', 'guest.session_id')
		.innerJoin('participant', (join) =>
			join
				.onRef('participant.person_id', '=', 'guest.person_id')
				.onRef('participant.session_id', '=', 'guest.session_id')
		)
		.select([
			'guest.person_id as person',
			'guest.session_id as session',
			'guest.expires_at as until'
		])
		.select(['person.name', 'session.title', 'session.reference', 'session.time_zone'])
		.where('token_hash', '=', hashToken(token))
		.where('guest.expires_at', '>', Date.now())
		.where('person.disabled_at', 'is', null)
		.executeTakeFirst();
}

export type GuestRow = NonNullable<Awaited<ReturnType<typeof guestByToken>>>;

interface NewGuest {
	readonly person: PersonId;
	readonly session: SessionId;
	readonly by: PersonId;
	/** Milliseconds since 1970. */
	readonly until: number;
}

/** Makes the link of a guest, in place of an older one; returns its token, of which only the hash is stored. */
export async function writeGuest(
	transaction: Database,
	{ person, session, by, until }: NewGuest
): Promise<string> {
	const token = newToken();
	const link = { token_hash: hashToken(token), expires_at: until, invited_by: by };
	await transaction
		.insertInto('guest')
		.values({ person_id: person, session_id: session, entered_at: null, ...link })
		.onConflict((conflict) => conflict.column('person_id').doUpdateSet(link))
		.execute();
	return token;
}
