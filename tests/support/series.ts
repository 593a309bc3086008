import { addAction, type NewAction } from '#shared/board/actions.ts';
import { addDecision, type NewDecision } from '#shared/board/decisions.ts';
import type { Role } from '#shared/access.ts';
import {
	newId,
	type ActionId,
	type DecisionId,
	type DocumentId,
	type SessionId
} from '#shared/ids.ts';
import { JULY_MEETING } from '#server/demo/july-meeting.ts';
import { createDocument } from '#server/sessions/document-rows.ts';
import { seat } from '#server/sessions/participant-rows.ts';
import { createSession } from '#server/sessions/sessions.ts';
import type { JointSession, Seat } from './joint-session.ts';

/** Another session on the same database, with a board document and these people in these roles. */
export async function anotherSession(
	board: JointSession,
	date: string,
	seats: readonly (readonly [Seat, Role])[]
): Promise<{ session: SessionId; notes: DocumentId }> {
	const { database } = board;
	const session = await createSession(database, { ...JULY_MEETING, date }, { by: undefined });
	for (const [{ person, organisation }, role] of seats)
		await seat(database, session, { person, role, capacity: role }, organisation);
	const head = { kind: 'board', title: 'Notes', label: 'TLP:CLEAR', audience: [] } as const;
	return { session, notes: await createDocument(database, session, head) };
}

let moments = 0;
/** Records are listed by when they were made, so no two are made at the same time. */
const nextMoment = () => new Date(1_720_000_000_000 + ++moments).toISOString();

/** An action that nobody leads, unless told otherwise. */
export function newAction(text: string, more: Partial<NewAction> = {}): NewAction {
	return {
		...{ id: newId<ActionId>(), text, leadOrganisation: undefined, leadPerson: undefined },
		...{ support: [], due: undefined, item: undefined, unread: [] },
		...{ createdBy: undefined, createdAt: nextMoment() },
		...more
	};
}

/** Writes an action into a document and its row into the register. */
export async function act(
	board: JointSession,
	document: DocumentId,
	text: string,
	more: Partial<NewAction> = {}
): Promise<ActionId> {
	const action = newAction(text, more);
	await board.write(document, (doc) => addAction(doc, action), action.createdBy);
	return action.id;
}

/** Writes a decision into a document and its row into the register. */
export async function decide(
	board: JointSession,
	document: DocumentId,
	text: string,
	more: Partial<NewDecision> = {}
): Promise<DecisionId> {
	const decision: NewDecision = {
		...{ id: newId<DecisionId>(), kind: 'decision', verb: 'agreed', text, item: undefined },
		...{ createdBy: undefined, createdAt: nextMoment() },
		...more
	};
	await board.write(document, (doc) => addDecision(doc, decision));
	return decision.id;
}
