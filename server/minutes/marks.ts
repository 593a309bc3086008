import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { MinutesMark } from '#shared/minutes/minutes.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';

/** The markings of those documents that are marked otherwise than the notes of their session. */
export async function marksOf(
	database: Database,
	documents: readonly StoredDocumentHead[]
): Promise<ReadonlyMap<DocumentId, MinutesMark>> {
	const limits = await limitsOf(
		database,
		documents.map(({ id }) => id)
	);
	const notes = documents.find(({ kind }) => kind === 'board')?.label;
	return new Map(
		documents
			.filter(({ id, label }) => label !== notes || limits.has(id))
			.map(({ id, label }) => [id, { label, limits: limits.get(id) }])
	);
}

/**
 * Documents of which nobody may know who may not read them. Of any other, its annex keeps its number and its records keep
 * theirs, and a version without it says so.
 */
export async function tracelessIn(
	database: Database,
	session: SessionId
): Promise<ReadonlySet<DocumentId>> {
	const rows = await database
		.selectFrom('restriction')
		.innerJoin('document', 'document.id', 'restriction.annex_id')
		.select('annex_id')
		.where('document.session_id', '=', session)
		.where('traced', '=', 0)
		.execute();
	return new Set(rows.map(({ annex_id }) => annex_id));
}
