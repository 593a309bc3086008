import {
	newId,
	type DocumentId,
	type OrganisationId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import type { Database } from '#server/store/connect.ts';

/** Writes an empty session, for tests of the store. */
export async function insertSession(database: Database): Promise<SessionId> {
	const id = newId<SessionId>();
	await database
		.insertInto('session')
		.values({
			id,
			sequence: 1,
			reference: 'JS-01',
			title: 'Contract',
			date: '2024-07-12',
			starts_at: null,
			time_zone: 'Europe/Brussels',
			place: null,
			purpose: null,
			source: null,
			hosts: '[]',
			label: 'TLP:CLEAR',
			community: '',
			clients: '',
			state: 'planned',
			created_by: null,
			created_at: 0
		})
		.execute();
	return id;
}

/** Writes the row of a document without stored updates. */
export async function insertDocument(database: Database, session: SessionId, id: DocumentId) {
	await database
		.insertInto('document')
		.values({
			id,
			session_id: session,
			kind: 'board',
			title: 'Notes',
			label: 'TLP:CLEAR',
			position: 0,
			originator_id: null,
			illustrative: 0,
			created_at: 0,
			projected_seq: 0
		})
		.execute();
}

/** Writes Olga, who cannot sign in. */
export async function insertPerson(database: Database): Promise<PersonId> {
	const organisation = newId<OrganisationId>();
	await database
		.insertInto('organisation')
		.values({ id: organisation, code: 'USDOJ', name: 'USDOJ', country: 'US', colour: '' })
		.execute();
	const id = newId<PersonId>();
	await database
		.insertInto('person')
		.values({
			id,
			organisation_id: organisation,
			name: 'Olga',
			function: '',
			email: null,
			administrator: 0,
			illustrative: 1,
			created_at: 0
		})
		.execute();
	return id;
}
