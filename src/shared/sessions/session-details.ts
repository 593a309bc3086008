import type { Role } from '../access.ts';
import type { SessionId, SeriesId } from '../ids.ts';
import type { Label } from '../markings.ts';
import type { SessionState } from '../run/run-view.ts';
import type { Day } from '../time/dates.ts';

export interface SessionDetails {
	readonly id: SessionId;
	/** `JS-01` */
	readonly reference: string;
	readonly title: string;
	readonly date: Day;
	/** "10:00" in `timeZone` */
	readonly startsAt: string | undefined;
	readonly timeZone: string;
	readonly place: string | undefined;
	readonly purpose: string | undefined;
	readonly source: string | undefined;
	readonly hosts: readonly string[];
	readonly label: Label;
	readonly community: string;
	readonly clients: string;
	readonly state: SessionState;
	readonly series: SeriesView | undefined;
	/** All of it is made up. */
	readonly illustrative: boolean;
	/** Restricted documents open once their reader has said why. */
	readonly asksWhy: boolean;
}

export interface SessionSummary extends SessionDetails {
	readonly role: Role;
	readonly delegations: number;
	readonly openActions: number;
}

/** A sequence of sessions, each of which carries over what the earlier ones left open. */
export interface SeriesView {
	readonly id: SeriesId;
	readonly name: string;
}
