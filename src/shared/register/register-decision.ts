import { m } from '#messages/messages.js';
import type { DecisionKind, DecisionVerb } from '../board/decisions.ts';
import type { ReadBackResult } from '../decisions/read-back.ts';
import type { OwnStanding } from '../decisions/standing.ts';
import type { DecisionId, DocumentId, SessionId } from '../ids.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { SeriesView } from '../sessions/session-details.ts';
import type { Day } from '../time/dates.ts';

/** The standing of a decision: its own, until another decision changes it. */
export const STANDINGS = {
	proposed: m.standing_proposed,
	'in-force': m.standing_in_force,
	'read-back': m.standing_read_back,
	'not-agreed': m.standing_not_agreed,
	amended: m.standing_amended,
	superseded: m.standing_superseded
} as const satisfies Record<OwnStanding, unknown> & Record<string, () => string>;
type Standing = keyof typeof STANDINGS;

/** A row of the register of decisions across sessions. */
export interface RegisterDecision {
	readonly id: DecisionId;
	readonly document: DocumentId;
	/** Its document's label. */
	readonly label: Label;
	/** For whom its document is; undefined for everybody. */
	readonly limits?: AudienceLimits | undefined;
	readonly reference: string;
	readonly session: {
		readonly id: SessionId;
		readonly reference: string;
		readonly title: string;
		readonly date: Day;
	};
	readonly series: SeriesView | undefined;
	readonly kind: DecisionKind;
	readonly verb: DecisionVerb;
	readonly text: string;
	readonly standing: Standing;
	/** The later decision that amends or supersedes it; also undefined if the reader may not see that one. */
	readonly changedBy:
		| {
				readonly id: DecisionId;
				readonly document: DocumentId;
				readonly session: SessionId;
				readonly reference: string;
		  }
		| undefined;
	readonly readBack:
		| {
				/** Undefined while it is open. */
				readonly result: ReadBackResult | undefined;
				readonly reservations: readonly {
					/** Code of the delegation. */
					readonly organisation: string;
					readonly liftBy: Day | undefined;
					readonly isLifted: boolean;
				}[];
		  }
		| undefined;
	readonly illustrative: boolean;
	readonly void: boolean;
	/** True if the reader may record what amends or supersedes it. */
	readonly mayChange: boolean;
}
