import { sql } from 'kysely';
import type { DocumentId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { isOneOf } from '../store/dialect.ts';

/** How some sessions are named. Checks no right. */
export function sessionsOf(database: Database, ids: readonly string[]) {
	return database
		.selectFrom('session')
		.select(['id as session', 'reference', 'title'])
		.where(isOneOf(sql`id`, ids))
		.execute();
}

/** How some documents are named and labelled. Checks no right. */
export function documentsOf(database: Database, ids: readonly string[]) {
	return database
		.selectFrom('document')
		.innerJoin('session', 'session.id', 'document.session_id')
		.select(['document.id as document', 'document.title as name', 'document.label'])
		.select(['session.id as session', 'session.reference', 'session.title'])
		.where('document.id', 'in', ids as DocumentId[])
		.execute();
}
