import { documentAccess, type Access, type Reader, type Role } from '#shared/access.ts';
import type { DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { audienceOf, isSealed } from './document-rows.ts';

/** What a person may read in all their sessions. */
export interface Readable {
	readonly person: PersonId;
	/** Undefined for somebody without any session. */
	readonly organisation: OrganisationId | undefined;
	readonly roles: ReadonlyMap<SessionId, Role>;
	/** The person's access to documents in all their sessions; without those they may not read. */
	readonly access: ReadonlyMap<DocumentId, Exclude<Access, 'none'>>;
}

/** Loads what a person may read in all their sessions, in two queries. For registers across sessions. */
export async function readableBy(database: Database, person: PersonId): Promise<Readable> {
	const [seats, rows] = [await seatsOf(database, person), await documentsAround(database, person)];
	const readers = new Map<SessionId, Reader>(
		seats.map(({ session, ...seat }) => [session, { person, ...seat }])
	);
	const access = new Map<DocumentId, Exclude<Access, 'none'>>();
	for (const [id, found] of Map.groupBy(rows, (row) => row.id)) {
		const [document] = found;
		const reader = document && readers.get(document.session_id);
		const may = document
			? documentAccess(reader, {
					...document,
					...{ audience: audienceOf(found), isSealed: isSealed(document.state) }
				})
			: 'none';
		if (may !== 'none') access.set(id, may);
	}
	return {
		...{ person, access, organisation: seats[0]?.organisation },
		roles: new Map(seats.map(({ session, role }) => [session, role]))
	};
}

function seatsOf(database: Database, person: PersonId) {
	return database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['participant.session_id as session', 'participant.role'])
		.select('person.organisation_id as organisation')
		.where('participant.person_id', '=', person)
		.execute();
}

/** The documents of a person's sessions, one row per entry of the audience. */
function documentsAround(database: Database, person: PersonId) {
	return database
		.selectFrom('participant')
		.innerJoin('document', 'document.session_id', 'participant.session_id')
		.innerJoin('session', 'session.id', 'document.session_id')
		.leftJoin('document_audience as audience', 'audience.document_id', 'document.id')
		.select(['document.id', 'document.kind', 'document.session_id', 'session.state'])
		.select(['audience.organisation_id', 'audience.person_id'])
		.where('participant.person_id', '=', person)
		.execute();
}
