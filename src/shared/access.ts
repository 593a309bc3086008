import type { DocumentId, OrganisationId, PersonId } from './ids.ts';

export const ROLES = ['chair', 'rapporteur', 'delegate', 'observer', 'guest'] as const;

/** A person's role in one session. A person without a role is not a participant. */
export type Role = (typeof ROLES)[number];

/** Someone in a session: who they are, the delegation they sit for, and their role. */
export interface Seat {
	readonly person: PersonId;
	readonly organisation: OrganisationId;
	readonly role: Role;
}

/** Someone in a session whose rights are checked. */
export interface Reader extends Seat {
	/**
	 * The documents of which they have said, in this login, why they open them. `all` is somebody as far as they are entitled:
	 * for what is decided about people, by which nobody is shown anything.
	 */
	readonly justified: ReadonlySet<DocumentId> | 'all';
}

/** Whose eyes something is seen with: somebody in a session, or a delegation as a whole, which is nobody of it by name. */
export type Viewer = Omit<Reader, 'person'> & { readonly person: PersonId | undefined };

export const DOCUMENT_KINDS = ['board', 'briefing', 'statements', 'annex'] as const;

/** A document is the unit of access: what has a different audience lives in a different document. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The audience of a document. Two empty lists mean every participant of the session. */
export interface Audience {
	readonly organisations: readonly OrganisationId[];
	readonly persons: readonly PersonId[];
}

export type Access = 'none' | 'read' | 'write';

/** What access to a document depends on, besides the reader. */
export interface Guarded {
	readonly id: DocumentId;
	readonly kind: DocumentKind;
	readonly audience: Audience;
	/** Its session is closed: what stands in it is the record. */
	readonly isSealed: boolean;
	/** Whoever did not make it says why before they open it; see `asksWhy`. */
	readonly asksWhy: boolean;
	/** Null: nobody who is known. */
	readonly made_by: PersonId | null;
}

/**
 * What a reader may do with a document: the one check that pages, sockets, projections, notifications and exports use.
 * Someone outside the audience gets `none`, whatever their role, and so does who has yet to say why they open it. What is sealed is changed only by those who keep the
 * record.
 */
export function documentAccess(reader: Viewer | undefined, document: Guarded): Access {
	if (!reader || !inAudience(reader, document.audience)) return 'none';
	if (document.asksWhy && !isJustified(reader, document)) return 'none';
	if (reader.role === 'observer' || reader.role === 'guest') return 'read';
	const isRecord = document.isSealed || document.kind === 'statements';
	return isRecord && !keepsRecord(reader.role) ? 'read' : 'write';
}

function isJustified({ person, justified }: Viewer, { id, made_by }: Guarded): boolean {
	if (justified === 'all' || justified.has(id)) return true;
	return person !== undefined && person === made_by;
}

/** What a document would be to somebody who has said why they open it. */
export function entitlement(
	viewer: Omit<Viewer, 'justified'> | undefined,
	document: Guarded
): Access {
	return documentAccess(viewer && { ...viewer, justified: 'all' }, document);
}

/** Whether all that keeps a document from somebody is that they have yet to say why they open it. */
export function hasToSayWhy(viewer: Viewer | undefined, document: Guarded): boolean {
	return documentAccess(viewer, document) === 'none' && entitlement(viewer, document) !== 'none';
}

/** Whether somebody is in an audience, by name or as one of a delegation. A guest comes with one, and is none of it. */
export function inAudience(
	{ person, organisation, role }: Omit<Viewer, 'justified'>,
	audience: Audience
): boolean {
	if (isForEverybody(audience)) return true;
	const { organisations, persons } = audience;
	if (person !== undefined && persons.includes(person)) return true;
	return role !== 'guest' && organisations.includes(organisation);
}

/**
 * Whether a document is shown where somebody looks at a session as somebody else would see it: only if each of them may read
 * it.
 */
export function isShownTo(viewers: readonly Viewer[], document: Guarded): boolean {
	return viewers.every((one) => documentAccess(one, document) !== 'none');
}

/** True when every participant of the session may read it. */
export function isForEverybody({ organisations, persons }: Audience): boolean {
	return organisations.length === 0 && persons.length === 0;
}

const RIGHTS = {
	'edit session': ['chair', 'rapporteur'],
	'edit agenda': ['chair', 'rapporteur'],
	'add document': ['chair', 'rapporteur', 'delegate'],
	'run session': ['chair'],
	'give floor': ['chair'],
	'ask for floor': ['chair', 'rapporteur', 'delegate'],
	'read back': ['chair', 'rapporteur'],
	'record decision': ['chair'],
	'answer read-back': ['chair', 'rapporteur', 'delegate'],
	'keep attendance': ['chair', 'rapporteur'],
	'follow up': ['chair', 'rapporteur', 'delegate'],
	'edit minutes': ['chair', 'rapporteur'],
	'correct minutes': ['chair', 'rapporteur', 'delegate'],
	'adopt minutes': ['chair'],
	'export minutes': ['chair', 'rapporteur', 'delegate', 'observer']
} as const satisfies Record<string, readonly Role[]>;

/** A right that roles carry in a session. */
export type Right = keyof typeof RIGHTS;

/** True if the word names a right in a session. */
export function isRight(word: string): word is Right {
	return Object.hasOwn(RIGHTS, word);
}

/** Does this role have that right? The server uses it to enforce, the page to decide what to show. */
export function can(role: Role | undefined, right: Right): boolean {
	const allowed: readonly Role[] = RIGHTS[right];
	return role !== undefined && allowed.includes(role);
}

/** Chair and rapporteur keep the record of the session. */
export function keepsRecord(role: Role): boolean {
	return role === 'chair' || role === 'rapporteur';
}
