import type { CalendarFeedId } from './ids.ts';

/** A link that shows due dates to a calendar program. */
export interface CalendarFeedView {
	readonly id: CalendarFeedId;
	readonly whose: 'mine' | 'organisation';
	/** Whole-day events as well, for programs that ignore to-dos. */
	readonly events: boolean;
	/** Milliseconds since 1970. */
	readonly createdAt: number;
	/** When a program read it last; undefined while none has. */
	readonly readAt: number | undefined;
}
