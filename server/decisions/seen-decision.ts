import { can, entitlement } from '#shared/access.ts';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { DecisionId, DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Participant } from '#shared/sessions/delegation.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Participation } from '../sessions/participation.ts';
import type { DocumentReading } from '../reading/document-reading.ts';

/** The decision that somebody wants to read back or record, as it was on their screen. */
export interface SeenDecision {
	readonly document: DocumentId;
	readonly decision: DecisionId;
	readonly verb: string;
	readonly text: string;
}

/** The decision as the document has it now; refused if that is not what the person saw. */
export async function recordSeen(
	{ documents, reading }: { readonly documents: Documents; readonly reading: DocumentReading },
	by: PersonId,
	session: SessionId,
	seen: SeenDecision
): Promise<DecisionRecord | Refusal> {
	const head = await documents.head(seen.document);
	const access = await documents.access(by, seen.document);
	if (head?.session_id !== session || access === 'none') return refuse('not-found');
	const read = await reading.read(seen.document, 'decision', seen.decision);
	if (read.kind === 'unreadable') return refuse('document-unreadable');
	const record = read.kind === 'read' ? read.value : undefined;
	if (!record) return refuse('not-found');
	if (record.text !== seen.text || record.verb !== seen.verb) return refuse('wording-moved');
	return record.text.trim() === '' ? refuse('no-wording') : record;
}

/** The delegations that may read the document and have somebody who may answer, in order of protocol. */
export async function askedIn(
	{
		documents,
		participation
	}: { readonly documents: Documents; readonly participation: Participation },
	session: SessionId,
	document: DocumentId
): Promise<OrganisationId[]> {
	const head = await documents.head(document);
	if (!head) return [];
	const mayAnswer = (person: Participant) =>
		can(person.role, 'answer read-back') && entitlement(person, head) !== 'none';
	const delegations = await participation.delegations(session);
	return delegations
		.filter(({ people }) => people.some(mayAnswer))
		.map(({ organisation }) => organisation.id);
}
