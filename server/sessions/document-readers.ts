import { documentAccess, type Reader } from '#shared/access.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { audienceOf } from './document-rows.ts';

/** Everybody in a session who may read a document. */
export async function readersOf(
	database: Database,
	session: SessionId,
	document: DocumentId
): Promise<Reader[]> {
	const head = await database
		.selectFrom('document')
		.select('kind')
		.where('id', '=', document)
		.executeTakeFirst();
	if (!head) return [];
	const rows = await database
		.selectFrom('document_audience')
		.select(['organisation_id', 'person_id'])
		.where('document_id', '=', document)
		.execute();
	const people = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['person.id as person', 'person.organisation_id as organisation', 'participant.role'])
		.where('participant.session_id', '=', session)
		.execute();
	const audience = audienceOf(rows);
	return people.filter((one) => documentAccess(one, { ...head, audience }) !== 'none');
}
