import { documentAccess, type Reader } from '#shared/access.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { documentHead } from './document-rows.ts';
import { readersIn } from './participant-rows.ts';

/** Everybody in a session who may read a document. */
export async function readersOf(
	database: Database,
	session: SessionId,
	document: DocumentId
): Promise<Reader[]> {
	const head = await documentHead(database, document);
	if (!head) return [];
	const people = await readersIn(database, session);
	return people.filter((one) => documentAccess(one, head) !== 'none');
}
