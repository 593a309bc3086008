import { m } from '#messages/messages.js';
import type { DecisionKind, DecisionVerb } from '../board/decisions.ts';
import type { Day } from '../time/dates.ts';
import type { DecisionId, DocumentId, OrganisationId, ReadBackId, SessionId } from '../ids.ts';

export const READ_BACK_ANSWERS = ['agree', 'reservation', 'cannot-join', 'not-present'] as const;

/** A delegation's answer to a wording that is read back. */
export type ReadBackAnswer = (typeof READ_BACK_ANSWERS)[number];

export const ANSWER_WORDS: Record<ReadBackAnswer, () => string> = {
	agree: m.read_back_agree,
	reservation: m.read_back_reservation,
	'cannot-join': m.read_back_cannot_join,
	'not-present': m.read_back_not_present
};

/**
 * How a read-back ended: `agreed-in-part` if a delegation cannot join, `taken-back` if the wording is open again;
 * `recorded` if the chair recorded the wording without asking the delegations.
 */
export type ReadBackResult =
	| 'agreed'
	| 'agreed-with-reservation'
	| 'agreed-in-part'
	| 'not-agreed'
	| 'recorded'
	| 'taken-back';

export const RESULT_WORDS: Record<ReadBackResult, () => string> = {
	agreed: m.read_back_agreed,
	'agreed-with-reservation': m.read_back_agreed_with_reservation,
	'agreed-in-part': m.read_back_agreed_in_part,
	'not-agreed': m.read_back_not_agreed,
	recorded: m.read_back_recorded,
	'taken-back': m.read_back_taken_back
};

export interface DelegationAnswer {
	readonly organisation: OrganisationId;
	/** Undefined: not answered yet. */
	readonly answer: ReadBackAnswer | undefined;
	/** The reservation, in the delegation's words; empty for other answers. */
	readonly words: string;
	/** The day by which a reservation is to be lifted. */
	readonly liftBy: Day | undefined;
	/** Milliseconds since 1970. */
	readonly liftedAt: number | undefined;
}

/** A decision or conclusion read back to the delegations or recorded by the chair, in the wording frozen for that. */
export interface ReadBackView {
	readonly id: ReadBackId;
	readonly session: SessionId;
	readonly document: DocumentId;
	readonly decision: DecisionId;
	/** Increases with every change; a view with a lower revision is stale. */
	readonly revision: number;
	readonly kind: DecisionKind;
	readonly verb: DecisionVerb;
	readonly text: string;
	/** Milliseconds since 1970. */
	readonly openedAt: number;
	readonly closedAt: number | undefined;
	/** Undefined while it is open. */
	readonly result: ReadBackResult | undefined;
	/** Every delegation asked, in protocol order; nobody for what was recorded. */
	readonly answers: readonly DelegationAnswer[];
}

/** True while a wording is being read back, and once it is agreed. */
export function isFrozen(result: ReadBackResult | undefined): boolean {
	return result !== 'not-agreed' && result !== 'taken-back';
}

/** The result once all answers are in: at least one must agree, and absent delegations do not block. */
export function resultOf(answers: readonly Pick<DelegationAnswer, 'answer'>[]): ReadBackResult {
	const said = (wanted: ReadBackAnswer) => answers.some(({ answer }) => answer === wanted);
	if (!said('agree') && !said('reservation')) return 'not-agreed';
	if (said('cannot-join')) return 'agreed-in-part';
	return said('reservation') ? 'agreed-with-reservation' : 'agreed';
}

/** The newer of two views of read-backs of one decision. */
export function newer(a: ReadBackView, b: ReadBackView): ReadBackView {
	const isLater = a.openedAt > b.openedAt || (a.id === b.id && a.revision > b.revision);
	return isLater ? a : b;
}
