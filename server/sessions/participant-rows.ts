import type { Reader, Role } from '#shared/access.ts';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { justifiedBy } from './justified.ts';

export interface ParticipantChange {
	readonly person: PersonId;
	readonly role: Role;
	readonly capacity: string;
}

/** A person as reader in a session; undefined when they are no participant. */
export async function readerIn(
	database: Database,
	session: SessionId,
	person: PersonId
): Promise<Reader | undefined> {
	const seat = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['person.id as person', 'person.organisation_id as organisation', 'participant.role'])
		.where('participant.session_id', '=', session)
		.where('participant.person_id', '=', person)
		.executeTakeFirst();
	return seat && { ...seat, justified: await justifiedBy(database, person) };
}

/** Everybody in a session, as far as they are entitled: for what is decided about them, not for what they are shown. */
export async function readersIn(database: Database, session: SessionId): Promise<Reader[]> {
	const seats = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['person.id as person', 'person.organisation_id as organisation', 'participant.role'])
		.where('participant.session_id', '=', session)
		.execute();
	return seats.map((seat) => ({ ...seat, justified: 'all' }));
}

/** Everybody in a session. */
export async function participantsOf(database: Database, session: SessionId): Promise<PersonId[]> {
	const rows = await database
		.selectFrom('participant')
		.select('person_id')
		.where('session_id', '=', session)
		.execute();
	return rows.map(({ person_id }) => person_id);
}

/** The organisation of a participant; undefined when the person is none. */
export async function participantAt(
	database: Database,
	session: SessionId,
	person: PersonId
): Promise<OrganisationId | undefined> {
	return (await readerIn(database, session, person))?.organisation;
}

/** Adds or changes a participant; their organisation becomes a delegation. */
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

/** Adds a delegation after the others. Idempotent. */
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

/**
 * Removes a person from a session, and their delegation if nobody is left in it. Documents that name them no longer do, so
 * that they inherit nothing if they come back; one that names nobody else stays theirs, as no names would mean everybody.
 */
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
	await forgetNamed(transaction, session, person);
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

async function forgetNamed(
	transaction: Database,
	session: SessionId,
	person: PersonId
): Promise<void> {
	await transaction
		.deleteFrom('document_audience')
		.where('person_id', '=', person)
		.where('document_id', 'in', (from) =>
			from.selectFrom('document').select('id').where('session_id', '=', session)
		)
		.where('document_id', 'in', (from) =>
			from
				.selectFrom('document_audience as other')
				.select('other.document_id')
				.where((is) =>
					is.or([is('other.person_id', 'is', null), is('other.person_id', '!=', person)])
				)
		)
		.execute();
}

/** Whether somebody who can sign in chairs the session. */
export async function hasChair(database: Database, session: SessionId): Promise<boolean> {
	const row = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select('person.id')
		.where('participant.session_id', '=', session)
		.where('participant.role', '=', 'chair')
		.where('person.email', 'is not', null)
		.where('person.disabled_at', 'is', null)
		.executeTakeFirst();
	return row !== undefined;
}

/** Whether nobody else who can sign in keeps the record. */
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
		.where('person.disabled_at', 'is', null)
		.execute();
	return keepers.length === 1 && keepers[0]?.id === person;
}
