import { documentAccess, type Reader } from '#shared/access.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { documentHead } from './document-rows.ts';

/** Everybody in a session who may read a document. */
export async function readersOf(
	database: Database,
	session: SessionId,
	document: DocumentId
): Promise<Reader[]> {
	const head = await documentHead(database, document);
	if (!head) return [];
	const people = await participantReaders(database, session);
	return people.filter((one) => documentAccess(one, head) !== 'none');
}

/** Everybody in a session, whose rights can be checked. */
export function participantReaders(database: Database, session: SessionId): Promise<Reader[]> {
	return database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['person.id as person', 'person.organisation_id as organisation', 'participant.role'])
		.where('participant.session_id', '=', session)
		.execute();
}
