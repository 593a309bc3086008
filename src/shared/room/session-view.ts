import type { Role } from '../access.ts';
import type { ReadBackView } from '../decisions/read-back.ts';
import type { FollowUpView } from '../follow-up/follow-up.ts';
import type { CarriedAction } from '../register/register-action.ts';
import type { AgendaItem } from '../sessions/agenda-item.ts';
import type { Delegation } from '../sessions/delegation.ts';
import type { DocumentView } from '../sessions/document-view.ts';
import type { SessionDetails } from '../sessions/session-details.ts';
import type { Day } from '../time/dates.ts';

/** Everything the room shows that the server decides. */
export interface SessionView {
	readonly details: SessionDetails;
	readonly role: Role;
	readonly delegations: readonly Delegation[];
	readonly agenda: readonly AgendaItem[];
	readonly documents: readonly DocumentView[];
	/** The day of the next session of the series, when it is planned and the reader takes part in it. */
	readonly nextSession: Day | undefined;
	/** The last read-back of each decision in those documents. */
	readonly readBacks: readonly ReadBackView[];
	/** Where the actions of those documents stand. */
	readonly followUps: readonly FollowUpView[];
	/** Open actions of earlier sessions of the series, of those that the reader may have. */
	readonly carried: readonly CarriedAction[];
}
