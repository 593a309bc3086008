import { dayIn, type Day } from '../time/dates.ts';

/** The days that a typed date counts from. */
export interface Calendar {
	/** The session's day, in its zone. */
	readonly today: Day;
	/** The day of the next session of the series, when it is known. */
	readonly nextSession?: Day | undefined;
}

/** The calendar of a session at an instant in milliseconds: one of today or later counts from now, in its zone; one of the past from its own day. */
export function calendarOf(
	session: { readonly date: Day; readonly timeZone: string },
	now: number,
	nextSession?: Day
): Calendar {
	const today = dayIn(session.timeZone, new Date(now));
	return { today: session.date > today ? today : session.date, nextSession };
}
