import { m } from '#messages/messages.js';
import { clockIn, dayIn, longDay, zoneName } from '#shared/time/dates.ts';

/** "12:38 CEST", with "on 13 July 2024" if that is not the day of `today`. */
export function timeWords(at: number, timeZone: string, today: number): string {
	const [then, now] = [new Date(at), new Date(today)];
	const time = `${clockIn(timeZone, then)} ${zoneName(timeZone, then)}`;
	const day = dayIn(timeZone, then);
	return day === dayIn(timeZone, now) ? time : m.run_on({ time, day: longDay(day) });
}

/** "12:38 CEST, 06:38 EDT for you"; the second part only if the clocks differ. */
export function bothTimes(
	at: number,
	timeZone: string,
	mine: string | undefined,
	today: number
): string {
	const there = timeWords(at, timeZone, today);
	const isSame = !mine || clockIn(mine, new Date(at)) === clockIn(timeZone, new Date(at));
	return isSame ? there : m.run_for_you({ there, mine: timeWords(at, mine, today) });
}
