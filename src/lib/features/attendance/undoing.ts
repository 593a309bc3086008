import { m } from '#messages/messages.js';
import type { AttendanceCommand } from '#shared/commands/run.ts';
import type { PersonAttendance } from '#shared/run/attendance.ts';

type Known = PersonAttendance | undefined;

/** The person whose attendance a command records, if it is one. */
export function personOf(command: AttendanceCommand): string | undefined {
	if (command.do !== 'arrive') return command.person;
	return command.people.length === 1 ? command.people[0] : undefined;
}

/** What takes a slip back, from what was known before it and what is known now; undefined if nothing does. */
export function undoing(
	command: AttendanceCommand,
	before: Known,
	now: Known
): AttendanceCommand | undefined {
	const person = personOf(command);
	if (person === undefined) return undefined;
	switch (command.do) {
		case 'arrive': {
			const known = new Set(before?.stays.map(({ id }) => id));
			const stay = now?.stays.find(({ id }) => !known.has(id));
			return stay && { do: 'erase', person, stay: stay.id };
		}
		case 'leave': {
			const stay = before?.stays.find(({ leftAt }) => leftAt === undefined);
			return stay && { do: 'correct', person, stay: stay.id, arrivedAt: stay.arrivedAt };
		}
		case 'excuse':
		case 'replace':
		case 'expect':
			return absent(person, before);
		case 'correct':
		case 'erase':
			return undefined;
	}
}

function absent(person: string, before: Known): AttendanceCommand {
	if (!before?.absence) return { do: 'expect', person };
	const { absence } = before;
	return absence.kind === 'excused'
		? { do: 'excuse', person }
		: { do: 'replace', person, replacement: absence.by };
}

const DONE: Partial<Record<AttendanceCommand['do'], (of: { name: string }) => string>> = {
	arrive: m.attendance_recorded_present,
	leave: m.attendance_recorded_left,
	excuse: m.attendance_recorded_excused,
	replace: m.attendance_recorded_replaced,
	expect: m.attendance_recorded_expected
};

/** "Anna Meier is recorded as present."; undefined for what is not undone by one command. */
export function recordedWords(command: AttendanceCommand, name: string): string | undefined {
	return DONE[command.do]?.({ name });
}
