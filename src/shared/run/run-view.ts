import type { AgendaItemId, DocumentId } from '../ids.ts';
import type { FloorView } from './floor.ts';

export type SessionState = 'planned' | 'live' | 'suspended' | 'closed';
export type MomentKind = 'started' | 'suspended' | 'resumed' | 'closed';

export const DISPOSITIONS = ['written-procedure', 'next-session'] as const;

/** Where an item goes that is not discussed here. */
export type Disposition = (typeof DISPOSITIONS)[number];

/** Time that an item ran without a break; instants in milliseconds since 1970. */
export interface Segment {
	readonly item: AgendaItemId;
	readonly startedAt: number;
	/** Undefined: it runs. */
	readonly endedAt: number | undefined;
}

/** What became of an item so far; items of which nothing is known have no entry. */
export interface ItemOutcome {
	readonly item: AgendaItemId;
	readonly closedAt: number | undefined;
	readonly disposition: Disposition | undefined;
}

/** How a session runs, as the server says it to everybody in it. */
export interface RunView {
	readonly state: SessionState;
	/** Moves by one with every change; a view with a lower one is old. */
	readonly revision: number;
	/** The server's clock when it said this. */
	readonly now: number;
	/** The running item; while suspended the one that will run on. */
	readonly running: AgendaItemId | undefined;
	readonly segments: readonly Segment[];
	readonly outcomes: readonly ItemOutcome[];
	readonly startedAt: number | undefined;
	readonly closedAt: number | undefined;
	/** When the session is to end, as planned when it started. */
	readonly dueAt: number | undefined;
	/** A document that the chair shows to all, instead of the running item's notes. */
	readonly presented: DocumentId | undefined;
	readonly floor: FloorView;
}
