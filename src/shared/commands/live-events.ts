import type { ServerEvents } from '../protocol/live.ts';
import type { Route } from './routes.ts';

/** The events of the live channel, who receives each, and what it reveals. Nothing else is sent. */
export const LIVE_EVENTS = {
	present: { to: 'participant', reveals: 'who has the session open' },
	presentChanged: { to: 'participant', reveals: 'who has the session open' },
	run: { to: 'participant', reveals: 'what runs' },
	attendance: { to: 'participant', reveals: 'who was there' },
	attendanceChanged: { to: 'participant', reveals: 'who was there' },
	changed: { to: 'participant', reveals: 'that something changed' },
	numbers: { to: 'reader of the document', reveals: 'numbers of records' },
	records: { to: 'reader of the document', reveals: 'actions and decisions' },
	recordsChanged: { to: 'reader of the document', reveals: 'actions and decisions' },
	withheld: { to: 'reader of the document', reveals: 'that lines went into an annex' },
	files: { to: 'reader of the document', reveals: 'that files changed' },
	versions: { to: 'reader of the document', reveals: 'that a version was kept' },
	readBack: { to: 'reader of the document', reveals: 'a decision and the answers' },
	followUp: { to: 'reader of the document', reveals: 'where an action stands' },
	registers: { to: 'signed in', reveals: 'that something changed' },
	notification: { to: 'owner', reveals: 'one action' },
	signedOut: { to: 'owner', reveals: 'nothing' },
	removed: { to: 'owner', reveals: 'nothing' }
} as const satisfies Record<keyof ServerEvents, Pick<Route, 'to' | 'reveals'>>;
