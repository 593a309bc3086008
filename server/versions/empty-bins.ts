import type { SessionId } from '#shared/ids.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Documents } from '../sessions/documents.ts';

export interface EmptyBinsOptions {
	readonly documents: Documents;
	readonly reading: DocumentReading;
}

/** Forgets what lines said that were removed from the documents of a session: one that is closed has no bin. */
export async function emptyBins(
	{ documents, reading }: EmptyBinsOptions,
	session: SessionId
): Promise<void> {
	const heads = await documents.heads(session);
	// All are tried: of one that cannot be read, others say so.
	const tries = heads.map(({ id }) => reading.edit(id, { by: undefined }, 'emptyBin'));
	await Promise.allSettled(tries);
}
