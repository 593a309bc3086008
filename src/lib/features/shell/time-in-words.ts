import { clockIn, dayIn, longDay } from '#shared/time/dates.ts';

const MINUTE = 60_000; // ms
const HOUR = 60 * MINUTE;

/** How long ago something was: "just now", "5 minutes ago", "yesterday, 14:05", then the day. */
export function timeInWords(at: Date, now: Date, timeZone: string): string {
	const passed = now.getTime() - at.getTime();
	if (passed < MINUTE) return 'just now';
	if (passed < HOUR) return count(Math.floor(passed / MINUTE), 'minute');
	const day = dayIn(timeZone, at);
	const daysApart = (Date.parse(dayIn(timeZone, now)) - Date.parse(day)) / (24 * HOUR);
	if (daysApart === 0) return count(Math.floor(passed / HOUR), 'hour');
	if (daysApart === 1) return `yesterday, ${clockIn(timeZone, at)}`;
	return daysApart < 7 ? `${daysApart} days ago` : longDay(day);
}

function count(number: number, unit: string): string {
	return `${number} ${unit}${number === 1 ? '' : 's'} ago`;
}
