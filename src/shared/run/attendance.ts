import { m } from '#messages/messages.js';
import type { OrganisationId, PersonId, StayId } from '../ids.ts';

export const STAY_MODES = ['room', 'remote'] as const;

/** In the room, or remote. */
export type StayMode = (typeof STAY_MODES)[number];

export const MODE_WORDS: Record<StayMode, () => string> = {
	room: m.attendance_room,
	remote: m.attendance_remote
};

/** Recorded by hand, or because the person has the session open. */
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

/** A person's present state: from the last stay, else an absence, else the invitation. */
export type AttendanceState =
	| { readonly is: 'present'; readonly mode: StayMode; readonly since: number }
	| { readonly is: 'left'; readonly at: number }
	| { readonly is: 'excused' }
	| { readonly is: 'replaced'; readonly by: PersonId }
	| { readonly is: 'invited' };

export function attendanceState(known: PersonAttendance | undefined): AttendanceState {
	const last = known?.stays.at(-1);
	if (last && last.leftAt === undefined)
		return { is: 'present', mode: last.mode, since: last.arrivedAt };
	const absence = known?.absence;
	if (absence?.kind === 'replaced') return { is: 'replaced', by: absence.by };
	if (absence) return { is: 'excused' };
	return last?.leftAt === undefined ? { is: 'invited' } : { is: 'left', at: last.leftAt };
}

/** A person's stay at an instant; arrival inclusive, departure exclusive. */
export function stayAt(known: PersonAttendance | undefined, at: number): Stay | undefined {
	return known?.stays.find(
		({ arrivedAt, leftAt }) => arrivedAt <= at && (leftAt === undefined || at < leftAt)
	);
}

/** The people who were there at an instant. */
export function presentAt(all: readonly PersonAttendance[], at: number): PersonAttendance[] {
	return all.filter((known) => stayAt(known, at) !== undefined);
}

/** True if a stay has a positive length and overlaps no other. */
export function fits(
	{ arrivedAt, leftAt = Infinity }: Pick<Stay, 'arrivedAt' | 'leftAt'>,
	others: readonly Stay[]
): boolean {
	if (leftAt <= arrivedAt) return false;
	return others.every(
		(other) => leftAt <= other.arrivedAt || (other.leftAt ?? Infinity) <= arrivedAt
	);
}

/** The required delegations of which nobody is present. */
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

/** The known attendance, with the entries of some people replaced by newer ones. */
export function withNews(
	known: AttendanceByPerson,
	people: readonly PersonAttendance[]
): AttendanceByPerson {
	return new Map([...known, ...people.map((one) => [one.person, one] as const)]);
}
