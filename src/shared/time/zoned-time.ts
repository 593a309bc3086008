import { addDays, dayIn, type Day } from './dates.ts';

const DAY = 86_400_000; // ms
const BEFORE = DAY / 4; // how long before the start of something a time may be that belongs to it

/**
 * The instant at which a clock in a zone shows this time of this day ("09:30"), in milliseconds since 1970. A time that
 * the clocks skip in spring is read as if they had not been put forward yet (02:30 is then 03:30); of a time that comes
 * twice in autumn it is the first. Both are what Temporal calls compatible.
 */
export function instantIn(timeZone: string, day: Day, clock: string): number {
	return Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * The instant that a time of the clock ("00:20") means at something that started then: from six hours before it until
 * eighteen after, on whichever day that is, because a session may run past midnight. Milliseconds since 1970.
 */
export function instantAround(timeZone: string, start: number, clock: string): number {
	const day = dayIn(timeZone, new Date(start));
	const candidates = [0, 1, -1].map((days) => instantIn(timeZone, addDays(day, days), clock));
	const from = start - BEFORE;
	return candidates.find((at) => at >= from && at < from + DAY) ?? instantIn(timeZone, day, clock);
}
