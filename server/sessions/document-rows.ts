import * as Y from 'yjs';
import type { Audience, DocumentKind, Guarded } from '#shared/access.ts';
import type { BriefingTypeKey } from '#shared/board/briefing-types.ts';
import { stampSchema } from '#shared/board/schema.ts';
import {
	newId,
	type DocumentId,
	type OrganisationId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import { asksWhy } from '#shared/justification.ts';
import type { Label } from '#shared/markings.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

export interface NewDocument {
	readonly kind: DocumentKind;
	readonly title: string;
	readonly label: Label;
	/** The organisations that it is limited to; for all participants, if there are no persons either. */
	readonly audience: readonly OrganisationId[];
	/** The people that it is limited to, besides the organisations. */
	readonly persons?: readonly PersonId[];
	/** One line, such as `LIMITE`. */
	readonly caveat?: string;
	readonly originator?: OrganisationId;
	/** Only for briefings; without one no part of the head is required. */
	readonly briefingType?: BriefingTypeKey | undefined;
	readonly illustrative?: boolean;
	/** Who makes it, and need not say why they open it. */
	readonly by?: PersonId;
}

/** A document's row with its audience, not yet checked for any reader. */
export type StoredDocumentHead = Row<'document'> & Guarded;

/** One document's row and audience. */
export async function documentHead(
	database: Database,
	id: DocumentId
): Promise<StoredDocumentHead | undefined> {
	const row = await heads(database).where('document.id', '=', id).executeTakeFirst();
	return row && guarded(database, row);
}

/** All documents of a session, board first. */
export async function documentHeads(
	database: Database,
	session: SessionId
): Promise<StoredDocumentHead[]> {
	const rows = await heads(database)
		.where('document.session_id', '=', session)
		.orderBy('position')
		.execute();
	return Promise.all(rows.map((row) => guarded(database, row)));
}

function heads(database: Database) {
	return database
		.selectFrom('document')
		.innerJoin('session', 'session.id', 'document.session_id')
		.selectAll('document')
		.select(['session.state', 'session.asks_why']);
}

async function guarded(
	database: Database,
	{ state, asks_why, ...row }: Row<'document'> & Pick<Row<'session'>, 'state' | 'asks_why'>
): Promise<StoredDocumentHead> {
	const document = { ...row, audience: await audience(database, row.id) };
	return { ...document, isSealed: isSealed(state), asksWhy: asksWhy({ asks_why }, document) };
}

/** The documents of a closed session are its record. */
export function isSealed(state: Row<'session'>['state']): boolean {
	return state === 'closed';
}

async function audience(database: Database, id: DocumentId): Promise<Audience> {
	const rows = await database
		.selectFrom('document_audience')
		.select(['organisation_id', 'person_id'])
		.where('document_id', '=', id)
		.execute();
	return audienceOf(rows);
}

/** The audience from its rows. */
export function audienceOf(
	rows: readonly Pick<Row<'document_audience'>, 'organisation_id' | 'person_id'>[]
): Audience {
	return {
		organisations: rows.flatMap((row) => row.organisation_id ?? []),
		persons: rows.flatMap((row) => row.person_id ?? [])
	};
}

/** Stores a document after the others of its session. `content` writes its initial content. */
export async function createDocument(
	transaction: Database,
	session: SessionId,
	document: NewDocument,
	content?: (doc: Y.Doc) => void
): Promise<DocumentId> {
	const id = newId<DocumentId>();
	const at = Date.now();
	const position = (await documentHeads(transaction, session)).length;
	await transaction
		.insertInto('document')
		.values({
			...{ id, session_id: session, position, created_at: at, projected_seq: 0 },
			...{ kind: document.kind, title: document.title, label: document.label },
			originator_id: document.originator ?? null,
			caveat: document.caveat ?? '',
			made_by: document.by ?? null,
			illustrative: document.illustrative ? 1 : 0,
			briefing_type: document.briefingType ?? null,
			schema: SCHEMA
		})
		.execute();
	const { audience: organisations, persons = [] } = document;
	await writeAudience(transaction, id, { organisations, persons });
	await transaction
		.insertInto('document_update')
		.values({ document_id: id, seq: 1, at, data: firstUpdate(content) })
		.execute();
	return id;
}

/** Limits a document that is limited to nobody yet. */
export async function writeAudience(
	transaction: Database,
	document: DocumentId,
	{ organisations, persons }: Audience
): Promise<void> {
	const rows = [
		...organisations.map((id) => ({ organisation_id: id, person_id: null })),
		...persons.map((id) => ({ organisation_id: null, person_id: id }))
	];
	for (const row of rows)
		await transaction
			.insertInto('document_audience')
			.values({ document_id: document, ...row })
			.execute();
}

function firstUpdate(content: ((doc: Y.Doc) => void) | undefined): Uint8Array {
	const doc = new Y.Doc();
	doc.transact(() => {
		stampSchema(doc);
		content?.(doc);
	});
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
}
