import { m } from '#messages/messages.js';
import type { OrganisationId, PersonId, StayId } from '../ids.ts';

export const STAY_MODES = ['room', 'remote'] as const;

/** In the room, or on the line. */
export type StayMode = (typeof STAY_MODES)[number];

export const MODE_WORDS: Record<StayMode, () => string> = {
	room: m.attendance_room,
	remote: m.attendance_remote
};

/** Stamped by hand, or because the person has the session open. */
export type StaySource = 'hand' | 'joined';

/** From an arrival to a departure; instants in milliseconds since 1970. */
export interface Stay {
	readonly id: StayId;
	readonly mode: StayMode;
	readonly source: StaySource;
	readonly arrivedAt: number;
	/** Undefined: still there. */
	readonly leftAt: number | undefined;
}

export type Absence =
	{ readonly kind: 'excused' } | { readonly kind: 'replaced'; readonly by: PersonId };

/** What is known of one person's attendance. */
export interface PersonAttendance {
	readonly person: PersonId;
	/** In order of arrival; they do not overlap. */
	readonly stays: readonly Stay[];
	readonly absence: Absence | undefined;
}

/** What a person is now: the last stay says it, then an absence, then only the invitation. */
export type AttendanceState =
	| { readonly is: 'present'; readonly mode: StayMode; readonly since: number }
	| { readonly is: 'left'; readonly at: number }
	| { readonly is: 'excused' }
	| { readonly is: 'replaced'; readonly by: PersonId }
	| { readonly is: 'invited' };

/** What a person is now. */
export function attendanceState(known: PersonAttendance | undefined): AttendanceState {
	const last = known?.stays.at(-1);
	if (last && last.leftAt === undefined)
		return { is: 'present', mode: last.mode, since: last.arrivedAt };
	const absence = known?.absence;
	if (absence?.kind === 'replaced') return { is: 'replaced', by: absence.by };
	if (absence) return { is: 'excused' };
	return last?.leftAt === undefined ? { is: 'invited' } : { is: 'left', at: last.leftAt };
}

/** The stay that a person was in at an instant: from the arrival on, until before the departure. */
export function stayAt(known: PersonAttendance | undefined, at: number): Stay | undefined {
	return known?.stays.find(
		({ arrivedAt, leftAt }) => arrivedAt <= at && (leftAt === undefined || at < leftAt)
	);
}

/** The people who were there at an instant. */
export function presentAt(all: readonly PersonAttendance[], at: number): PersonAttendance[] {
	return all.filter((known) => stayAt(known, at) !== undefined);
}

/** True when a stay has a length and lies beside the others. */
export function fits(
	{ arrivedAt, leftAt = Infinity }: Pick<Stay, 'arrivedAt' | 'leftAt'>,
	others: readonly Stay[]
): boolean {
	if (leftAt <= arrivedAt) return false;
	return others.every(
		(other) => leftAt <= other.arrivedAt || (other.leftAt ?? Infinity) <= arrivedAt
	);
}

/** Of the delegations that have to be there those of whom nobody is. */
export function missingDelegations(
	needs: readonly OrganisationId[],
	people: readonly { readonly person: PersonId; readonly organisation: OrganisationId }[],
	all: readonly PersonAttendance[]
): OrganisationId[] {
	const here = new Set(
		all.filter((known) => attendanceState(known).is === 'present').map(({ person }) => person)
	);
	const there = new Set(
		people.filter(({ person }) => here.has(person)).map(({ organisation }) => organisation)
	);
	return needs.filter((organisation) => !there.has(organisation));
}

export type AttendanceByPerson = ReadonlyMap<PersonId, PersonAttendance>;

/** What was known, with what is known now of some people in its place. */
export function withNews(
	known: AttendanceByPerson,
	people: readonly PersonAttendance[]
): AttendanceByPerson {
	return new Map([...known, ...people.map((one) => [one.person, one] as const)]);
}
