import { m } from '#messages/messages.js';
import { clockIn, dayIn, longDay, zoneName } from '../time/dates.ts';
import type { GUEST_HOURS } from './guest.ts';

/** Whether somebody's name says that they are a guest, as the names of all guests do. */
export const isGuestName = (name: string): boolean => name.endsWith(m.guest_name({ name: '' }));

/** For how long a link works, in words. */
export const HOURS_WORDS: Record<(typeof GUEST_HOURS)[number], () => string> = {
	4: m.guest_hours_4,
	24: m.guest_hours_24,
	72: m.guest_hours_72,
	168: m.guest_hours_168
};

/** "12 July 2024, 18:00 CEST": a moment in the session's zone. */
export function momentWords(timeZone: string, moment: number): string {
	const at = new Date(moment);
	return `${longDay(dayIn(timeZone, at))}, ${clockIn(timeZone, at)} ${zoneName(timeZone, at)}`;
}
