import { m } from '#messages/messages.js';
import * as Y from 'yjs';
import {
	documentAccess,
	type Access,
	type Audience,
	type DocumentKind,
	type Reader
} from '#shared/access.ts';
import { stampSchema } from '#shared/board/schema.ts';
import {
	newId,
	type DocumentId,
	type OrganisationId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import type { BriefingTypeKey } from '#shared/board/briefing-types.ts';
import type { Label } from '#shared/markings.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { DocumentView } from '#shared/sessions/document-view.ts';
import type { Database } from '../store/connect.ts';
import { prepared } from '../store/prepared.ts';
import type { Row } from '../store/tables.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Participation } from './participation.ts';

export interface NewDocument {
	readonly kind: DocumentKind;
	readonly title: string;
	readonly label: Label;
	/** Organisations it is limited to; empty for every participant. */
	readonly audience: readonly OrganisationId[];
	readonly originator?: OrganisationId;
	/** Of a briefing; without one nothing is required of its head. */
	readonly briefingType?: BriefingTypeKey | undefined;
	readonly illustrative?: boolean;
}

/** A document with its audience, before anyone asked for access. */
export type StoredDocumentHead = Row<'document'> & { readonly audience: Audience };

/** The documents of sessions: which there are and who may have them. Their content is the sync engine's. */
export class Documents {
	readonly #database: Database;
	readonly #participation: Participation;
	readonly #events: SessionEvents;
	readonly #asked: ReturnType<typeof askedForAccess>;

	constructor(database: Database, participation: Participation, events: SessionEvents) {
		this.#database = database;
		this.#participation = participation;
		this.#events = events;
		this.#asked = askedForAccess(database);
	}

	/** What a person may do with a document now; `none` when either does not exist. One query: every socket asks. */
	async access(person: PersonId, id: DocumentId): Promise<Access> {
		const rows = await this.#asked(id, person);
		const [first] = rows;
		if (!first) return 'none';
		const { kind, role, organisation } = first;
		return documentAccess({ person, organisation, role }, { kind, audience: audienceOf(rows) });
	}

	/** One document's row and audience. */
	async head(id: DocumentId): Promise<StoredDocumentHead | undefined> {
		const row = await this.#database
			.selectFrom('document')
			.selectAll()
			.where('id', '=', id)
			.executeTakeFirst();
		return row && { ...row, audience: await this.#audience(id) };
	}

	async #audience(id: DocumentId): Promise<Audience> {
		const rows = await this.#database
			.selectFrom('document_audience')
			.select(['organisation_id', 'person_id'])
			.where('document_id', '=', id)
			.execute();
		return audienceOf(rows);
	}

	/** All documents of a session, board first; for code that filters by reader itself. */
	async heads(session: SessionId): Promise<StoredDocumentHead[]> {
		const rows = await this.#database
			.selectFrom('document')
			.selectAll()
			.where('session_id', '=', session)
			.orderBy('position')
			.execute();
		return Promise.all(
			rows.map(async (row) => ({ ...row, audience: await this.#audience(row.id) }))
		);
	}

	/** The documents of a session that a reader may have. */
	async list(session: SessionId, reader: Reader): Promise<DocumentView[]> {
		const codes = await this.#codes();
		return (await this.heads(session)).flatMap((document) => {
			const access = documentAccess(reader, document);
			return access === 'none' ? [] : [view(document, access, codes)];
		});
	}

	async #codes(): Promise<Map<OrganisationId, string>> {
		const rows = await this.#database.selectFrom('organisation').select(['id', 'code']).execute();
		return new Map(rows.map(({ id, code }) => [id, code]));
	}

	/** Adds a briefing or annex. A delegate who limits the audience stays in it. */
	async add(
		by: PersonId,
		session: SessionId,
		document: NewDocument
	): Promise<DocumentId | Refusal> {
		const reader = await this.#participation.allow(by, session, 'add document');
		if (isRefusal(reader)) return reader;
		const { audience } = document;
		if (audience.length > 0 && !audience.includes(reader.organisation))
			return refuse('bad-request', m.documents_own_organisation());
		const id = await this.create(session, { originator: reader.organisation, ...document });
		this.#events.emit('changed', session, 'documents');
		this.#events.emit('accessChanged', session);
		return id;
	}

	/** Writes a document without asking for a right; for new sessions and the demo. `content` fills it once. */
	async create(session: SessionId, document: NewDocument, content?: (doc: Y.Doc) => void) {
		const id = newId<DocumentId>();
		const at = Date.now();
		const position = (await this.heads(session)).length;
		await this.#database.transaction().execute(async (transaction) => {
			await transaction
				.insertInto('document')
				.values({
					id,
					session_id: session,
					kind: document.kind,
					title: document.title,
					label: document.label,
					position,
					originator_id: document.originator ?? null,
					illustrative: document.illustrative ? 1 : 0,
					created_at: at,
					projected_seq: 0,
					briefing_type: document.briefingType ?? null
				})
				.execute();
			for (const organisation of document.audience)
				await transaction
					.insertInto('document_audience')
					.values({ document_id: id, organisation_id: organisation, person_id: null })
					.execute();
			await transaction
				.insertInto('document_update')
				.values({ document_id: id, seq: 1, at, data: firstUpdate(content) })
				.execute();
		});
		return id;
	}
}

/** Document and person: what the person is in its session, once for each of its audience. */
function askedForAccess(database: Database) {
	return prepared(
		database,
		database
			.selectFrom('document')
			.innerJoin('participant', 'participant.session_id', 'document.session_id')
			.innerJoin('person', 'person.id', 'participant.person_id')
			.leftJoin('document_audience as audience', 'audience.document_id', 'document.id')
			.select(['document.kind', 'participant.role', 'person.organisation_id as organisation'])
			.select(['audience.organisation_id', 'audience.person_id'])
			.where('document.id', '=', '' as DocumentId)
			.where('participant.person_id', '=', '' as PersonId)
	);
}

/** The audience that its rows come to. */
export function audienceOf(
	rows: readonly Pick<Row<'document_audience'>, 'organisation_id' | 'person_id'>[]
): Audience {
	return {
		organisations: rows.flatMap((row) => row.organisation_id ?? []),
		persons: rows.flatMap((row) => row.person_id ?? [])
	};
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

function view(
	document: StoredDocumentHead,
	access: 'read' | 'write',
	codes: ReadonlyMap<OrganisationId, string>
): DocumentView {
	return {
		id: document.id,
		kind: document.kind,
		title: document.title,
		label: document.label,
		audience: document.audience.organisations.flatMap((id) => codes.get(id) ?? []),
		access,
		briefingType: document.briefing_type ?? undefined,
		illustrative: document.illustrative === 1
	};
}
