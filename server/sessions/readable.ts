import { documentAccess, type Access, type Reader, type Role } from '#shared/access.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import type { Documents } from './documents.ts';

/** A person in each of their sessions. */
export interface Readable {
	readonly roles: ReadonlyMap<SessionId, Role>;
	/** Documents that they know of, in all their sessions; others are not in here. */
	readonly access: ReadonlyMap<DocumentId, Exclude<Access, 'none'>>;
}

/** What a person may have of all their sessions; for registers that go across sessions. */
export async function readableBy(
	database: Database,
	documents: Documents,
	person: PersonId
): Promise<Readable> {
	const seats = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['participant.session_id', 'participant.role', 'person.organisation_id'])
		.where('participant.person_id', '=', person)
		.execute();
	const access = new Map<DocumentId, Exclude<Access, 'none'>>();
	for (const { session_id, role, organisation_id: organisation } of seats)
		for (const document of await documents.heads(session_id)) {
			const may = documentAccess({ person, role, organisation } satisfies Reader, document);
			if (may !== 'none') access.set(document.id, may);
		}
	return { roles: new Map(seats.map(({ session_id, role }) => [session_id, role])), access };
}
