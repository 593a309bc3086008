import { m } from '#messages/messages.js';
import type { RichNode } from '#shared/editor/rich-text.ts';
import type { AgendaItemId, DocumentId, OrganisationId, SessionId } from '#shared/ids.ts';
import type { RecordedDocument, RecordedText } from '#shared/minutes/record.ts';
import type { AnnexPlace } from '#shared/restrict/annex-places.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';

interface Parts {
	readonly database: Database;
	readonly reading: DocumentReading;
}

const NOTHING: RichNode = { type: 'doc' };

/** What stands where a text could not be read: the paper is made all the same. */
const notReadable = (): RichNode => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: m.text_not_readable() }] }]
});

/** The documents of a session with their texts, and the notes of its agenda items, from its board. */
export async function recordedDocuments(
	{ database, reading }: Parts,
	session: SessionId,
	heads: readonly StoredDocumentHead[]
): Promise<{
	readonly documents: readonly RecordedDocument[];
	readonly notes: (item: AgendaItemId) => RichNode;
}> {
	const places = await placesIn(database, session);
	const placesOf = (id: DocumentId) => places.filter(({ document }) => document === id);
	const documents = (await recordedHeads(database, session, heads)).map(async (one) => ({
		...one,
		text: isPrinted(one) ? await textOf(reading, one, placesOf(one.id)) : undefined
	}));
	const board = heads.find(({ kind }) => kind === 'board');
	return {
		documents: await Promise.all(documents),
		notes: board ? await notesOf(reading, board.id, placesOf(board.id)) : () => NOTHING
	};
}

/** The notes on the board print with their items, and of what is in the archive only the records print. */
const isPrinted = ({ kind, isArchived }: RecordedDocument) => !isArchived && kind !== 'board';

/** The documents of a session as they are marked, without their texts. */
export async function recordedHeads(
	database: Database,
	session: SessionId,
	heads: readonly StoredDocumentHead[]
): Promise<RecordedDocument[]> {
	const places = await placesIn(database, session);
	const limits = await limitsOf(
		database,
		heads.map(({ id }) => id)
	);
	const codes = await organisationCodes(database);
	return heads.map(({ id, kind, title, label, audience, isSealed, asksWhy, made_by, ...head }) => ({
		...{ id, kind, title, label, audience, isSealed, asksWhy, made_by, text: undefined },
		limits: limits.get(id),
		originator: head.originator_id ? codes.get(head.originator_id) : undefined,
		isIllustrative: head.illustrative === 1,
		isArchived: head.archived_at !== null,
		isTraceless: places.some(({ annex, isTraced }) => annex === id && !isTraced)
	}));
}

async function textOf(
	reading: DocumentReading,
	{ id, kind }: RecordedDocument,
	places: readonly AnnexPlace[]
): Promise<RecordedText> {
	const read = await reading.read(id, 'paper', places);
	if (read.kind !== 'read') return { body: read.kind === 'unreadable' ? notReadable() : NOTHING };
	const { head, body } = read.value;
	return kind === 'briefing' ? { body, head } : { body };
}

async function notesOf(reading: DocumentReading, board: DocumentId, places: readonly AnnexPlace[]) {
	const read = await reading.read(board, 'notes', places);
	return (item: AgendaItemId): RichNode => {
		if (read.kind === 'unreadable') return notReadable();
		return (read.kind === 'read' ? read.value.get(item) : undefined) ?? NOTHING;
	};
}

/** Where lines went into annexes, oldest first. */
async function placesIn(database: Database, session: SessionId) {
	const rows = await database
		.selectFrom('restriction')
		.innerJoin('document', 'document.id', 'restriction.annex_id')
		.select(['annex_id', 'restriction.document_id', 'root', 'traced'])
		.select(['marker_client', 'marker_clock'])
		.where('document.session_id', '=', session)
		.orderBy('at')
		.execute();
	return rows.map((row) => ({
		...{ document: row.document_id, annex: row.annex_id, root: row.root },
		...{ marker: { client: row.marker_client, clock: row.marker_clock } },
		isTraced: row.traced === 1
	}));
}

async function organisationCodes(database: Database): Promise<ReadonlyMap<OrganisationId, string>> {
	const rows = await database.selectFrom('organisation').select(['id', 'code']).execute();
	return new Map(rows.map(({ id, code }) => [id, code]));
}
