import type { CalendarFeedId } from './ids.ts';

/** A link that shows due dates to a calendar program. */
export interface CalendarFeedView {
	readonly id: CalendarFeedId;
	readonly whose: 'mine' | 'organisation';
	/** All-day events as well, for programs that ignore to-dos. */
	readonly events: boolean;
	/** Milliseconds since 1970. */
	readonly createdAt: number;
	/** When a program last read it; undefined if none has. */
	readonly readAt: number | undefined;
}
