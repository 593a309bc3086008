import { expect, it } from 'vitest';
import { newId, type PersonId, type StayId } from '#shared/ids.ts';
import type { PersonAttendance, Stay } from '#shared/run/attendance.ts';
import { undoing } from './undoing.ts';

const person = newId<PersonId>();
const other = newId<PersonId>();
const stay = (leftAt?: number): Stay => ({
	...{ id: newId<StayId>(), mode: 'room', source: 'hand', arrivedAt: 10, leftAt }
});
const known = (stays: readonly Stay[] = [], more: Partial<PersonAttendance> = {}) => ({
	...{ person, stays, absence: undefined },
	...more
});

it('takes back an arrival by erasing the stay that it began, and a departure by going on with it', () => {
	const [earlier, open] = [stay(20), stay()];
	const arrived = { do: 'arrive', people: [person], mode: 'room' } as const;
	expect(undoing(arrived, known([earlier]), known([earlier, open]))).toEqual({
		...{ do: 'erase', person, stay: open.id }
	});
	expect(undoing(arrived, known([open]), known([open]))).toBeUndefined();
	expect(undoing({ do: 'leave', person }, known([earlier, open]), known())).toEqual({
		...{ do: 'correct', person, stay: open.id, arrivedAt: 10 }
	});
});

it('takes back an absence by what was known before', () => {
	const excuse = { do: 'excuse', person } as const;
	expect(undoing(excuse, undefined, known())).toEqual({ do: 'expect', person });
	const replaced = known([], { absence: { kind: 'replaced', by: other } });
	expect(undoing(excuse, replaced, known())).toEqual({
		...{ do: 'replace', person, replacement: other }
	});
	const excused = known([], { absence: { kind: 'excused' } });
	expect(undoing({ do: 'expect', person }, excused, known())).toEqual(excuse);
});
