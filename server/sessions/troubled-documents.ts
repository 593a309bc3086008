import { isForEverybody } from '#shared/access.ts';
import type { TroubledDocument } from '#shared/sessions/troubled-document.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Database } from '../store/connect.ts';
import { documentHead } from './document-rows.ts';

/** The documents that cannot be read at the moment, for administrators, who may be in none of their sessions. */
export async function troubledDocuments(
	database: Database,
	{ unreadable }: Pick<DocumentReading, 'unreadable'>
): Promise<TroubledDocument[]> {
	const found: TroubledDocument[] = [];
	for (const { document: id, since, trouble } of unreadable) {
		const head = await documentHead(database, id);
		if (!head) continue;
		const { reference } = await database
			.selectFrom('session')
			.select('reference')
			.where('id', '=', head.session_id)
			.executeTakeFirstOrThrow();
		const title = isForEverybody(head.audience) ? head.title : undefined;
		found.push({ id, kind: head.kind, title, session: reference, since, trouble });
	}
	return found.sort((a, b) => a.since - b.since);
}
