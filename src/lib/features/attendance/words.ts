import { m } from '#messages/messages.js';
import { clockIn } from '#shared/time/dates.ts';
import {
	MODE_WORDS,
	stayAt,
	attendanceState,
	type PersonAttendance,
	type Stay
} from '#shared/run/attendance.ts';

/** Start and end of a stay; `leftAt` is undefined while the person is present. */
export type Times = Pick<Stay, 'arrivedAt' | 'leftAt'>;

/** A person's present state in words; `nameOf` names the replacement. */
export function attendanceWords(
	known: PersonAttendance | undefined,
	timeZone: string,
	nameOf: (person: string) => string
): string {
	const at = (instant: number) => clockIn(timeZone, new Date(instant));
	const now = attendanceState(known);
	switch (now.is) {
		case 'present':
			return m.attendance_since({ mode: MODE_WORDS[now.mode](), time: at(now.since) });
		case 'left':
			return m.attendance_has_left_at({ time: at(now.at) });
		case 'excused':
			return m.attendance_is_excused();
		case 'replaced':
			return m.attendance_is_replaced_by({ name: nameOf(now.by) });
		case 'invited':
			return m.attendance_invited();
	}
}

/** A person's presence at an instant, in words. */
export function wordsAt(known: PersonAttendance | undefined, at: number, timeZone: string): string {
	const stay = stayAt(known, at);
	if (!stay) return m.attendance_not_present();
	const clock = (instant: number) => clockIn(timeZone, new Date(instant));
	const [mode, from] = [MODE_WORDS[stay.mode](), clock(stay.arrivedAt)];
	if (stay.leftAt === undefined) return m.attendance_from({ mode, from });
	return m.attendance_from_to({ mode, from, to: clock(stay.leftAt) });
}
