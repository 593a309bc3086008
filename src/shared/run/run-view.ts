import type { AgendaItemId, DocumentId } from '../ids.ts';
import type { FloorView } from './floor.ts';

export type SessionState = 'planned' | 'live' | 'suspended' | 'closed';
export type MomentKind = 'started' | 'suspended' | 'resumed' | 'closed';

export const DISPOSITIONS = ['written-procedure', 'next-session'] as const;

/** Where an item goes if it is not discussed in this session. */
export type Disposition = (typeof DISPOSITIONS)[number];

/** An uninterrupted run of an item; instants in milliseconds since 1970. */
export interface Segment {
	readonly item: AgendaItemId;
	readonly startedAt: number;
	/** Undefined while it runs. */
	readonly endedAt: number | undefined;
}

/** The outcome of an item so far; items without one have no entry. */
export interface ItemOutcome {
	readonly item: AgendaItemId;
	readonly closedAt: number | undefined;
	readonly disposition: Disposition | undefined;
}

/** How a session runs, as the server tells everyone in it. */
export interface RunView {
	readonly state: SessionState;
	/** Increases by one with every change; a view with a lower revision is stale. */
	readonly revision: number;
	/** The server's clock when it sent this. */
	readonly now: number;
	/** The running item; while suspended, the one that will resume. */
	readonly running: AgendaItemId | undefined;
	readonly segments: readonly Segment[];
	readonly outcomes: readonly ItemOutcome[];
	readonly startedAt: number | undefined;
	readonly closedAt: number | undefined;
	/** When the session is due to end, as planned when it started. */
	readonly dueAt: number | undefined;
	/** When a suspended session is to resume, if that was said. */
	readonly resumesAt: number | undefined;
	/** The document that the chair shows to all instead of the running item's notes. */
	readonly presented: DocumentId | undefined;
	readonly floor: FloorView;
}
