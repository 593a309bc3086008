import { describe, expect, it } from 'vitest';
import { newId, type OrganisationId, type PersonId, type StayId } from '../ids.ts';
import {
	missingDelegations,
	presentAt,
	attendanceState,
	type PersonAttendance,
	type Stay
} from './attendance.ts';

const [anna, boris] = [newId<PersonId>(), newId<PersonId>()];
const stay = (arrivedAt: number, leftAt?: number): Stay => ({
	id: newId<StayId>(),
	mode: 'room',
	source: 'hand',
	arrivedAt,
	leftAt
});
const known = (person: PersonId, ...stays: Stay[]): PersonAttendance => ({
	person,
	stays,
	absence: undefined
});

describe('a person’s attendance', () => {
	it('is "invited" until something is known', () => {
		expect(attendanceState(undefined)).toEqual({ is: 'invited' });
		expect(attendanceState(known(anna))).toEqual({ is: 'invited' });
	});

	it('is "present" from an arrival, "left" after a departure, and "present" again', () => {
		expect(attendanceState(known(anna, stay(10)))).toEqual({
			is: 'present',
			mode: 'room',
			since: 10
		});
		expect(attendanceState(known(anna, stay(10, 20)))).toEqual({ is: 'left', at: 20 });
		const back = known(anna, stay(10, 20), stay(30));
		expect(attendanceState(back)).toEqual({ is: 'present', mode: 'room', since: 30 });
	});

	it('is "excused" or "replaced" before or after a stay, but not during one', () => {
		const excused = { kind: 'excused' } as const;
		const replaced = { kind: 'replaced', by: boris } as const;
		expect(attendanceState({ ...known(anna), absence: excused })).toEqual({ is: 'excused' });
		const left = known(anna, stay(10, 20));
		expect(attendanceState({ ...left, absence: replaced })).toEqual({ is: 'replaced', by: boris });
		expect(attendanceState({ ...known(anna, stay(10)), absence: replaced }).is).toBe('present');
	});
});

describe('who was present at an instant', () => {
	const all = [known(anna, stay(10, 20), stay(30)), known(boris, stay(15, 18))];
	const at = (instant: number) => presentAt(all, instant).map(({ person }) => person);

	it('includes the arrival and excludes the departure', () => {
		expect(at(9)).toEqual([]);
		expect(at(10)).toEqual([anna]);
		expect(at(15)).toEqual([anna, boris]);
		expect(at(17)).toEqual([anna, boris]);
		expect(at(18)).toEqual([anna]);
		expect(at(20)).toEqual([]);
		expect(at(30)).toEqual([anna]);
		expect(at(1_000)).toEqual([anna]);
	});
});

describe('the delegations required for an item', () => {
	const [france, us] = [newId<OrganisationId>(), newId<OrganisationId>()];
	const people = [
		{ person: anna, organisation: france },
		{ person: boris, organisation: us }
	];

	it('are missing while none of their people is present', () => {
		const here = [known(anna, stay(10)), known(boris, stay(10, 20))];
		expect(missingDelegations([france, us], people, here)).toEqual([us]);
		expect(missingDelegations([france], people, here)).toEqual([]);
		expect(missingDelegations([france, us], people, [])).toEqual([france, us]);
		expect(missingDelegations([], people, [])).toEqual([]);
	});

	it('are missing too when none of their people takes part any more', () => {
		expect(missingDelegations([us], people.slice(0, 1), [known(boris, stay(10))])).toEqual([us]);
	});
});
