import type { Role } from '../access.ts';
import type { Label } from '../markings.ts';
import type { MinutesAction, MinutesDecision } from './minutes.ts';
import type { AgendaItem } from '../sessions/agenda-item.ts';
import type { Delegation } from '../sessions/delegation.ts';
import type { SessionDetails } from '../sessions/session-details.ts';

/** What the screen of the room shows of a session, beside how it runs: only what everybody who takes part may see. */
export interface Projection {
	readonly details: SessionDetails;
	/** Whose window it is; the screen shows the same to all. */
	readonly role: Role;
	/** The strictest of what may be on the screen. */
	readonly label: Label;
	readonly delegations: readonly Delegation[];
	readonly agenda: readonly AgendaItem[];
	/** Decisions and conclusions, newest first. */
	readonly decisions: readonly MinutesDecision[];
	/** Newest first. */
	readonly actions: readonly MinutesAction[];
}
