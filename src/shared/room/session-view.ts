import type { Role } from '../access.ts';
import type { ReadBackView } from '../decisions/read-back.ts';
import type { FollowUpView } from '../follow-up/follow-up.ts';
import type { AskedDocument } from '../justification.ts';
import type { CarriedAction } from '../register/register-action.ts';
import type { AgendaItem, RemovedItem } from '../sessions/agenda-item.ts';
import type { Delegation } from '../sessions/delegation.ts';
import type { DocumentView } from '../sessions/document-view.ts';
import type { SessionDetails } from '../sessions/session-details.ts';
import type { WithheldPlace } from '../restrict/withheld-place.ts';
import type { Day } from '../time/dates.ts';
import type { HeldChange } from '../versions/held-change.ts';

/** Everything in the room that the server decides. */
export interface SessionView {
	readonly details: SessionDetails;
	readonly role: Role;
	readonly delegations: readonly Delegation[];
	readonly agenda: readonly AgendaItem[];
	/** Items that were removed and can be restored, for those who may. */
	readonly removedItems: readonly RemovedItem[];
	readonly documents: readonly DocumentView[];
	/** What is restricted and opens once the reader says why. */
	readonly asked: readonly AskedDocument[];
	/** Changes that were kept instead of taken, as far as the reader may know of them. */
	readonly held: readonly HeldChange[];
	/** Where lines went into annexes. */
	readonly withheld: readonly WithheldPlace[];
	/** The day of the next session of the series, if one is planned and the reader takes part in it. */
	readonly nextSession: Day | undefined;
	/** The latest read-back of each decision in those documents. */
	readonly readBacks: readonly ReadBackView[];
	/** The follow-up of the actions in those documents. */
	readonly followUps: readonly FollowUpView[];
	/** Open actions from earlier sessions of the series that the reader may see. */
	readonly carried: readonly CarriedAction[];
}
