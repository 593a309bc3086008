import type { DocumentId } from '#shared/ids.ts';
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
