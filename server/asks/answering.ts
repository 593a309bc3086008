import { m } from '#messages/messages.js';
import { documentAccess, entitlement, type Reader } from '#shared/access.ts';
import type { AskEnd } from '#shared/asks/ask.ts';
import type { DocumentId, RequestId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { addNotices, type Made } from '../notices/notice-rows.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import { restrictionFor } from '../restrict/restriction-rows.ts';
import { documentHead, type StoredDocumentHead } from '../sessions/document-rows.ts';
import { readerIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { askRow, endAsk } from './ask-rows.ts';
import { mayAnswer } from './asking.ts';

/** An answer, or that a request is taken back. */
export interface Ending {
	readonly request: RequestId;
	readonly words: string;
}

/** What a notification of a document is about. */
export const placeOf = ({ id, session_id }: StoredDocumentHead) => ({
	...{ id: null, document_id: id, session_id }
});

/** A request that waits, for somebody who may answer it. */
export async function openAsk(
	database: Database,
	actor: Reader,
	head: StoredDocumentHead,
	request: RequestId
): Promise<Row<'originator_ask'> | Refusal> {
	if (!mayAnswer(actor, head)) return refuse('not-the-originator');
	const row = await askRow(database, head.id, request);
	if (!row) return refuse('not-found');
	return row.ended === null ? row : refuse('not-from-here');
}

/** Ends a request, and tells who asked: by the document if they may read it, otherwise by the text with the gap. */
export async function end(
	transaction: Database,
	actor: Reader,
	head: StoredDocumentHead,
	{ request, words, how }: Ending & { readonly how: AskEnd }
): Promise<readonly Made[] | Refusal> {
	const row = await openAsk(transaction, actor, head, request);
	if (isRefusal(row)) return row;
	await endAsk(transaction, request, { how, words, by: actor.person });
	const asker = await readerIn(transaction, head.session_id, row.person_id);
	const isReader = asker && entitlement(asker, head) !== 'none';
	const host = isReader ? undefined : await restrictionFor(transaction, head.id);
	const action = { ...placeOf(head), document_id: host?.document ?? head.id };
	const notice = { person: row.person_id, kind: 'originator-answered' } as const;
	return addNotices(transaction, [notice], { action, ask: request });
}

/** Whether a document was marked anew since somebody asked. */
export async function isMarkedSince(
	transaction: Database,
	{ document_id, at }: Row<'originator_ask'>
): Promise<boolean> {
	const row = await transaction
		.selectFrom('marking_change')
		.select('seq')
		.where('document_id', '=', document_id)
		.where('at', '>=', at)
		.executeTakeFirst();
	return row !== undefined;
}

async function originatorCode(database: Database, document: DocumentId): Promise<string> {
	const row = await database
		.selectFrom('document')
		.innerJoin('organisation', 'organisation.id', 'document.originator_id')
		.select('organisation.code')
		.where('document.id', '=', document)
		.executeTakeFirst();
	return row?.code ?? '?';
}

/** The text from which the lines of an annex came, if somebody may write in it. */
export async function hostFor(database: Database, reader: Reader, annex: DocumentId) {
	const restriction = await restrictionFor(database, annex);
	const host = restriction && (await documentHead(database, restriction.document));
	return host && documentAccess(reader, host) === 'write' ? restriction : undefined;
}

/** Puts a sanitised wording into that text, where the lines stood. */
export async function putWording(
	{ database, reading }: { readonly database: Database; readonly reading: DocumentReading },
	actor: Reader,
	annex: DocumentId,
	words: string
): Promise<Refusal | undefined> {
	const place = await hostFor(database, actor, annex);
	if (!place) return refuse('bad-request', m.asks_no_text());
	const originator = await originatorCode(database, annex);
	const line = m.asks_sanitised_line({ originator, words });
	const { document, root, marker } = place;
	const put = await reading.edit(document, { by: actor.person }, 'putBehind', root, marker, line);
	if (put.kind !== 'read') return refuse('document-unreadable');
	return put.value ? undefined : refuse('order-stale', m.asks_place_is_gone());
}
