import { clockIn } from '#shared/time/dates.ts';
import {
	MODE_WORDS,
	stayAt,
	standing,
	type PersonAttendance,
	type Stay
} from '#shared/run/attendance.ts';

/** From when to when somebody was there; `leftAt` is undefined while they are. */
export type Times = Pick<Stay, 'arrivedAt' | 'leftAt'>;

/** What a person is now, in words; `nameOf` says who replaces them. */
export function standingWords(
	known: PersonAttendance | undefined,
	timeZone: string,
	nameOf: (person: string) => string
): string {
	const at = (instant: number) => clockIn(timeZone, new Date(instant));
	const now = standing(known);
	switch (now.is) {
		case 'present':
			return `${MODE_WORDS[now.mode]} since ${at(now.since)}`;
		case 'left':
			return `left at ${at(now.at)}`;
		case 'excused':
			return 'excused';
		case 'replaced':
			return `replaced by ${nameOf(now.by)}`;
		case 'invited':
			return 'invited';
	}
}

/** Whether, and how, a person was there at an instant, in words. */
export function wordsAt(known: PersonAttendance | undefined, at: number, timeZone: string): string {
	const stay = stayAt(known, at);
	if (!stay) return 'not present';
	const clock = (instant: number) => clockIn(timeZone, new Date(instant));
	const until = stay.leftAt === undefined ? '' : ` to ${clock(stay.leftAt)}`;
	return `${MODE_WORDS[stay.mode]}, from ${clock(stay.arrivedAt)}${until}`;
}
