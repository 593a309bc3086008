import { dayIn, type Day } from '../time/dates.ts';

/** The reference days for typed dates. */
export interface Calendar {
	/** The session's day, in its zone. */
	readonly today: Day;
	/** The day of the next session of the series, if known. */
	readonly nextSession?: Day | undefined;
}

/**
 * The calendar of a session at an instant (milliseconds since 1970): for a session of today or later, dates count from
 * now in its zone; for a past session, from its own day.
 */
export function calendarOf(
	session: { readonly date: Day; readonly timeZone: string },
	now: number,
	nextSession?: Day
): Calendar {
	const today = dayIn(session.timeZone, new Date(now));
	return { today: session.date > today ? today : session.date, nextSession };
}
