import { m } from '#messages/messages.js';
import { clockIn, dayIn, longDay } from '#shared/time/dates.ts';

const MINUTE = 60_000; // ms
const HOUR = 60 * MINUTE;

/** How long ago something was: "just now", "5 minutes ago", "yesterday, 14:05", then the day. */
export function timeInWords(at: Date, now: Date, timeZone: string): string {
	const passed = now.getTime() - at.getTime();
	if (passed < MINUTE) return m.shell_just_now();
	if (passed < HOUR) return m.shell_minutes_ago({ count: Math.floor(passed / MINUTE) });
	const day = dayIn(timeZone, at);
	const daysApart = (Date.parse(dayIn(timeZone, now)) - Date.parse(day)) / (24 * HOUR);
	if (daysApart === 0) return m.shell_hours_ago({ count: Math.floor(passed / HOUR) });
	if (daysApart === 1) return m.shell_yesterday({ time: clockIn(timeZone, at) });
	return daysApart < 7 ? m.shell_days_ago({ count: daysApart }) : longDay(day);
}
