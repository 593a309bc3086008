import type { AgendaItemId, PersonId, SessionId } from '#shared/ids.ts';
import type {
	MinutesAbsence,
	MinutesAttendance,
	MinutesMoment,
	MinutesStay,
	MinutesTimes
} from '#shared/minutes/minutes.ts';
import {
	attendanceState,
	type Absence,
	type PersonAttendance,
	type Stay
} from '#shared/run/attendance.ts';
import { runsOf } from '#shared/run/clock.ts';
import type { Segment } from '#shared/run/run-view.ts';
import type { Delegation, Participant } from '#shared/sessions/delegation.ts';
import { readAttendance } from '../run/attendance-rows.ts';
import { momentsOf, segmentsOf } from '../run/run-rows.ts';
import type { Database } from '../store/connect.ts';

/** What running a session recorded for its minutes. */
export interface MinutesRun {
	/** Undefined when the session never ran. */
	readonly moments: readonly MinutesMoment[] | undefined;
	readonly times: ReadonlyMap<AgendaItemId, readonly MinutesTimes[]>;
	readonly attendance: ReadonlyMap<PersonId, MinutesAttendance>;
}

/** Reads what running a session recorded; of people, only those in `delegations`, whom these minutes name. */
export async function minutesRun(
	database: Database,
	session: SessionId,
	delegations: readonly Delegation[]
): Promise<MinutesRun> {
	const people = new Map(
		delegations.flatMap((one) => one.people).map((one) => [one.person, one] as const)
	);
	const known = await readAttendance(database, session, [...people.keys()]);
	const moments = await momentsOf(database, session);
	return {
		moments: moments.length
			? moments.map(({ kind, at }) => ({ kind, at: instant(at) }))
			: undefined,
		times: timesOf(await segmentsOf(database, session)),
		attendance: new Map(
			known.filter(isRecorded).map((one) => [one.person, attendanceOf(one, people)] as const)
		)
	};
}

function timesOf(segments: readonly Segment[]): Map<AgendaItemId, readonly MinutesTimes[]> {
	const items = new Set(segments.map(({ item }) => item));
	return new Map(
		[...items].map((item) => [item, runsOf(segments, item).map((run) => span(run.start, run.end))])
	);
}

function isRecorded({ stays, absence }: PersonAttendance): boolean {
	return stays.length > 0 || absence !== undefined;
}

/** Somebody who is present is not absent, even if an absence was recorded. */
function attendanceOf(
	known: PersonAttendance,
	people: ReadonlyMap<PersonId, Participant>
): MinutesAttendance {
	const absence = attendanceState(known).is === 'present' ? undefined : known.absence;
	return {
		stays: known.stays.map(stayOf),
		absence: absence && absenceOf(absence, people)
	};
}

function stayOf({ mode, arrivedAt, leftAt }: Stay): MinutesStay {
	return { mode, ...span(arrivedAt, leftAt) };
}

function absenceOf(absence: Absence, people: ReadonlyMap<PersonId, Participant>): MinutesAbsence {
	if (absence.kind === 'excused') return { kind: 'excused' };
	const other = people.get(absence.by);
	return {
		kind: 'replaced',
		by: other && { name: other.name, illustrative: other.illustrative }
	};
}

function span(start: number, end: number | undefined): MinutesTimes {
	return { start: instant(start), end: end === undefined ? undefined : instant(end) };
}

function instant(at: number): string {
	return new Date(at).toISOString();
}
