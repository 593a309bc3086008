import { addDays, dayIn, type Day } from './dates.ts';

const DAY = 86_400_000; // ms
const BEFORE = DAY / 4; // how long before the start of something a time still belongs to it

/**
 * The instant at which a clock in a zone shows this time ("09:30") on this day, in milliseconds since 1970. A time
 * skipped in spring is read by the clock before the change (02:30 is then 03:30); of a time that occurs twice in
 * autumn, the first counts. Temporal calls both "compatible".
 */
export function instantIn(timeZone: string, day: Day, clock: string): number {
	return Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * The instant meant by a clock time ("00:20") given for something that started at `start`: between six hours before and
 * eighteen hours after it, because a session may run past midnight. In milliseconds since 1970.
 */
export function instantAround(timeZone: string, start: number, clock: string): number {
	const day = dayIn(timeZone, new Date(start));
	const candidates = [0, 1, -1].map((days) => instantIn(timeZone, addDays(day, days), clock));
	const from = start - BEFORE;
	return candidates.find((at) => at >= from && at < from + DAY) ?? instantIn(timeZone, day, clock);
}
