import type { Role } from '../access.ts';
import type { Label } from '../markings.ts';
import type { MinutesAction, MinutesDecision } from './minutes.ts';
import type { AgendaItem } from '../sessions/agenda-item.ts';
import type { Delegation } from '../sessions/delegation.ts';
import type { SessionDetails } from '../sessions/session-details.ts';

/** What the room screen shows besides the running session: only what every participant may see. */
export interface Projection {
	readonly details: SessionDetails;
	/** Role of the window's owner; the content is the same for all. */
	readonly role: Role;
	/** The strictest label of what the screen may show. */
	readonly label: Label;
	readonly delegations: readonly Delegation[];
	readonly agenda: readonly AgendaItem[];
	/** The wording that the delegations are asked about now. */
	readonly readBack: MinutesDecision | undefined;
	/** Decisions and conclusions that are in force, newest first. */
	readonly decisions: readonly MinutesDecision[];
	/** Newest first. */
	readonly actions: readonly MinutesAction[];
}
