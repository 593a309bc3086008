import { m } from '#messages/messages.js';
import {
	documentAccess,
	inAudience,
	type Access,
	type Audience,
	type Reader
} from '#shared/access.ts';
import { asksWhy, isReadAudited } from '#shared/justification.ts';
import type { DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { mayMark, type AskedAudience } from '#shared/marking-rights.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import type { DocumentView } from '#shared/sessions/document-view.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import { prepared } from '../store/prepared.ts';
import { askedAudience, type Present } from './audiences.ts';
import { mayEditDocument } from './document-changes.ts';
import {
	audienceOf,
	createDocument,
	documentHead,
	documentHeads,
	isSealed,
	type NewDocument,
	type StoredDocumentHead
} from './document-rows.ts';
import { justifiedBy } from './justified.ts';
import { readersIn } from './participant-rows.ts';
import { mayDocumentBeAdded } from './quotas.ts';

export interface DocumentsOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
	/** Who is present in a session now. */
	readonly presentIn: (database: Database, session: SessionId) => ReturnType<Present>;
}

/** A document as somebody wants to add it. */
export type AskedDocument = Omit<NewDocument, 'audience' | 'persons'> & {
	readonly audience: AskedAudience;
};

/** What a person may do with a document; `isSealed` when only the end of its session keeps them from writing. */
interface Standing {
	readonly access: Access;
	readonly isSealed: boolean;
	/** It is still of an earlier schema, because it could not be upgraded. */
	readonly isBehind: boolean;
	/** It is audited that they read it. */
	readonly isReadAudited: boolean;
	/** The session of a document that is kept from somebody who takes part there. */
	readonly keptFrom: SessionId | undefined;
}

const NOWHERE: Standing = {
	...{ access: 'none', isSealed: false, isBehind: false, isReadAudited: false },
	keptFrom: undefined
};

const NOTHING: ReadonlySet<DocumentId> = new Set();

/** The documents of sessions and the access to them. Their content belongs to the sync engine. */
export class Documents {
	readonly #options: DocumentsOptions;
	readonly #asked: ReturnType<typeof askedForAccess>;

	constructor(options: DocumentsOptions) {
		this.#options = options;
		this.#asked = askedForAccess(options.database);
	}

	/** A person's current access to a document; `none` when either does not exist, or the document is not in `session`. */
	async access(person: PersonId, id: DocumentId, session?: SessionId): Promise<Access> {
		return (await this.standing(person, id, session)).access;
	}

	/**
	 * The same, and whether they could write if its session were not closed. One query, since every socket needs it, and another where a
	 * session asks why.
	 */
	async standing(person: PersonId, id: DocumentId, session?: SessionId): Promise<Standing> {
		const rows = await this.#asked(id, person);
		const [first] = rows;
		if (!first || (session && session !== first.session_id)) return NOWHERE;
		const { role, organisation, state } = first;
		const audience = audienceOf(rows);
		const isAsked = asksWhy(first, { ...first, audience });
		const justified = isAsked ? await justifiedBy(this.#options.database, person) : NOTHING;
		const reader = { person, organisation, role, justified };
		const guarded = { ...first, id, audience, isSealed: isSealed(state), asksWhy: isAsked };
		const access = documentAccess(reader, guarded);
		const open = documentAccess(reader, { ...guarded, isSealed: false });
		const isBehind = first.schema < SCHEMA;
		const keptFrom = access === 'none' ? first.session_id : undefined;
		return {
			...{ access, isBehind, keptFrom, isSealed: access !== 'write' && open === 'write' },
			isReadAudited: access !== 'none' && isReadAudited({ audience, label: first.label })
		};
	}

	/** One document's row and audience. */
	head(id: DocumentId): Promise<StoredDocumentHead | undefined> {
		return documentHead(this.#options.database, id);
	}

	/** All documents of a session, board first, for callers that filter by reader themselves. */
	heads(session: SessionId): Promise<StoredDocumentHead[]> {
		return documentHeads(this.#options.database, session);
	}

	/** The documents of a session that a reader may read. */
	async list(session: SessionId, reader: Reader): Promise<DocumentView[]> {
		const heads = await this.heads(session);
		const names = await this.#names(heads);
		return heads.flatMap((document) => {
			const access = documentAccess(reader, document);
			return access === 'none' ? [] : [view(document, { access, reader, names })];
		});
	}

	/** What pages call the organisations and people that documents are limited to. */
	async #names(heads: readonly StoredDocumentHead[]): Promise<Names> {
		const { database } = this.#options;
		const organisations = await database
			.selectFrom('organisation')
			.select(['id', 'code'])
			.execute();
		const persons = heads.flatMap(({ audience }) => audience.persons);
		const people = database.selectFrom('person').select(['id', 'name']).where('id', 'in', persons);
		const named = persons.length > 0 ? await people.execute() : [];
		return new Map<OrganisationId | PersonId, string>([
			...organisations.map(({ id, code }) => [id, code] as const),
			...named.map(({ id, name }) => [id, name] as const)
		]);
	}

	/** Adds a briefing or annex. Refuses an audience without the actor. */
	add(by: PersonId, session: SessionId, document: AskedDocument): Promise<DocumentId | Refusal> {
		const { commands, events } = this.#options;
		const { kind, label, audience: asked } = document;
		const detail: Record<string, unknown> = { kind, label, audience: asked };
		return commands.execute<DocumentId>(
			{ by, session, name: 'document.add', detail },
			{
				act: async (transaction, actor) => {
					const audience = await this.#audience(transaction, session, actor, document);
					if (isRefusal(audience)) return audience;
					const refusal = await mayDocumentBeAdded(transaction, session);
					if (refusal) return refusal;
					const { organisations, persons } = audience;
					detail['audience'] = audience;
					const limits = { audience: organisations, persons };
					const { organisation: originator } = actor;
					const added = { originator, ...document, ...limits, by };
					const id = await createDocument(transaction, session, added);
					detail['document'] = id;
					return id;
				},
				tell: () => events.emit('accessChanged', session) // which tells those who may read it
			}
		);
	}

	async #audience(
		transaction: Database,
		session: SessionId,
		actor: Reader,
		{ label, audience }: AskedDocument
	): Promise<Audience | Refusal> {
		const people = await readersIn(transaction, session);
		const present = () => this.#options.presentIn(transaction, session);
		const found = await askedAudience({ label, audience, people, present });
		if (isRefusal(found) || inAudience(actor, found)) return found;
		return refuse('bad-request', m.documents_own_organisation());
	}
}

/** Parameters: document, person. The person's role in the document's session, one row per entry of the audience. */
function askedForAccess(database: Database) {
	return prepared(
		database,
		database
			.selectFrom('document')
			.innerJoin('session', 'session.id', 'document.session_id')
			.innerJoin('participant', 'participant.session_id', 'document.session_id')
			.innerJoin('person', 'person.id', 'participant.person_id')
			.leftJoin('document_audience as audience', 'audience.document_id', 'document.id')
			.select([
				'document.kind',
				'document.label',
				'document.schema',
				'document.session_id',
				'document.made_by',
				'session.state',
				'session.asks_why',
				'participant.role',
				'person.organisation_id as organisation'
			])
			.select(['audience.organisation_id', 'audience.person_id'])
			.where('document.id', '=', '' as DocumentId)
			.where('participant.person_id', '=', '' as PersonId)
			.where('person.disabled_at', 'is', null)
	);
}

type Names = ReadonlyMap<OrganisationId | PersonId, string>;

interface Seen {
	readonly access: 'read' | 'write';
	readonly reader: Reader;
	readonly names: Names;
}

function limitsIn({ audience, caveat }: StoredDocumentHead, names: Names) {
	const { organisations, persons } = audience;
	const codes = organisations.map((id) => names.get(id) ?? '?');
	const isSaid = codes.length > 0 || persons.length > 0 || caveat !== '';
	return isSaid ? { codes, named: persons.length, caveat } : undefined;
}

function view(document: StoredDocumentHead, { access, reader, names }: Seen): DocumentView {
	const { organisations, persons } = document.audience;
	return {
		id: document.id,
		kind: document.kind,
		title: document.title,
		label: document.label,
		limits: limitsIn(document, names),
		mayMark:
			document.kind === 'board' ? undefined : mayMark(reader, document.originator_id ?? undefined),
		audience: [...organisations, ...persons].map((id) => names.get(id) ?? '?'),
		access,
		mayEdit: access === 'write' && mayEditDocument(reader, document),
		isArchived: document.archived_at !== null,
		briefingType: document.briefing_type ?? undefined,
		illustrative: document.illustrative === 1
	};
}
