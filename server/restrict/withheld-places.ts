import { entitlement, isShownTo, type Viewer } from '#shared/access.ts';
import type { SessionId } from '#shared/ids.ts';
import type { WithheldPlace } from '#shared/restrict/withheld-place.ts';
import { itemOfRoot } from '#shared/text/roots.ts';
import { documentHeads, type StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';

/**
 * Where lines went into annexes, in the texts that these may all read. Of an annex that one of them may not read they are
 * told only what its originator chose: that something is withheld, or nothing.
 */
export async function withheldPlaces(
	database: Database,
	session: SessionId,
	viewers: readonly Viewer[]
): Promise<WithheldPlace[]> {
	const rows = await rowsIn(database, session);
	if (rows.length === 0) return [];
	const heads = new Map((await documentHeads(database, session)).map((head) => [head.id, head]));
	const mayRead = (head: StoredDocumentHead | undefined) =>
		head !== undefined && isShownTo(viewers, head);
	const areEntitled = (head: StoredDocumentHead | undefined) =>
		head !== undefined && viewers.every((one) => entitlement(one, head) !== 'none');
	return rows.flatMap(
		({ annex_id, document_id, root, traced, originator, at, label, sanitised, ...row }) => {
			const isReadable = mayRead(heads.get(annex_id));
			const asks = !isReadable && areEntitled(heads.get(annex_id)) ? annex_id : undefined;
			const isKnown = isReadable || asks !== undefined || traced === 1;
			if (!mayRead(heads.get(document_id)) || !isKnown) return [];
			const annex = isReadable ? annex_id : undefined;
			const marker = { client: row.marker_client, clock: row.marker_clock };
			const place = { document: document_id, item: itemOfRoot(root), marker };
			const isSanitised = sanitised !== null;
			return [{ ...place, annex, asks, label, originator: originator ?? '?', at, isSanitised }];
		}
	);
}

function rowsIn(database: Database, session: SessionId) {
	return database
		.selectFrom('restriction')
		.innerJoin('document', 'document.id', 'restriction.annex_id')
		.leftJoin('organisation', 'organisation.id', 'document.originator_id')
		.select(['annex_id', 'document_id', 'root', 'traced', 'at', 'document.label'])
		.select(['marker_client', 'marker_clock'])
		.select('organisation.code as originator')
		.select((one) =>
			one
				.selectFrom('originator_ask as ask')
				.select('ask.ended')
				.whereRef('ask.document_id', '=', 'restriction.annex_id')
				.where('ask.ended', '=', 'sanitised')
				.limit(1)
				.as('sanitised')
		)
		.where('document.session_id', '=', session)
		.where('document.archived_at', 'is', null)
		.orderBy('at')
		.execute();
}
