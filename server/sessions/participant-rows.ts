import type { Reader, Role } from '#shared/access.ts';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

export interface ParticipantChange {
	readonly person: PersonId;
	readonly role: Role;
	readonly capacity: string;
}

/** What a person is in a session; undefined when they are no participant. */
export async function readerIn(
	database: Database,
	session: SessionId,
	person: PersonId
): Promise<Reader | undefined> {
	return database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['person.id as person', 'person.organisation_id as organisation', 'participant.role'])
		.where('participant.session_id', '=', session)
		.where('participant.person_id', '=', person)
		.executeTakeFirst();
}

/** The organisation of a person who takes part in a session. */
export async function participantAt(
	database: Database,
	session: SessionId,
	person: PersonId
): Promise<OrganisationId | undefined> {
	return (await readerIn(database, session, person))?.organisation;
}

/** Writes a seat; the organisation becomes a delegation. */
export async function seat(
	transaction: Database,
	session: SessionId,
	{ person, role, capacity }: ParticipantChange,
	organisation: OrganisationId
): Promise<void> {
	await addDelegation(transaction, session, organisation);
	await transaction
		.insertInto('participant')
		.values({ session_id: session, person_id: person, role, capacity })
		.onConflict((conflict) =>
			conflict.columns(['session_id', 'person_id']).doUpdateSet({ role, capacity })
		)
		.execute();
}

/** Seats a delegation after the others; nothing changes when it is there. */
export async function addDelegation(
	transaction: Database,
	session: SessionId,
	organisation: OrganisationId
): Promise<void> {
	const { last } = await transaction
		.selectFrom('delegation')
		.select(({ fn }) => fn.max('position').as('last'))
		.where('session_id', '=', session)
		.executeTakeFirstOrThrow();
	const position = last === null ? 0 : Number(last) + 1;
	await transaction
		.insertInto('delegation')
		.values({ session_id: session, organisation_id: organisation, position })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Takes a person out of a session, and a delegation that has nobody left. */
export async function unseat(
	transaction: Database,
	session: SessionId,
	person: PersonId
): Promise<void> {
	await transaction
		.deleteFrom('participant')
		.where('session_id', '=', session)
		.where('person_id', '=', person)
		.execute();
	const seated = transaction
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select('person.organisation_id')
		.where('participant.session_id', '=', session);
	await transaction
		.deleteFrom('delegation')
		.where('session_id', '=', session)
		.where('organisation_id', 'not in', seated)
		.execute();
}

/** True when nobody else who can sign in keeps the record. */
export async function isLastKeeper(
	database: Database,
	session: SessionId,
	person: PersonId
): Promise<boolean> {
	const keepers = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select('person.id')
		.where('participant.session_id', '=', session)
		.where('participant.role', 'in', ['chair', 'rapporteur'])
		.where('person.email', 'is not', null)
		.execute();
	return keepers.length === 1 && keepers[0]?.id === person;
}
