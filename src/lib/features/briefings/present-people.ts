import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import type { SessionRun } from '#lib/room/session-run.svelte.ts';
import type { PersonId } from '#shared/ids.ts';
import { attendanceState } from '#shared/run/attendance.ts';

/** Who is present now, as far as this page knows; the server decides. */
export function presentPeople(room: SessionRoom, run: SessionRun): readonly PersonId[] {
	return room.people.all
		.map(({ person }) => person)
		.filter((person) => attendanceState(run.attendance.get(person)).is === 'present');
}
