import { describe, expect, it } from 'vitest';
import { newId, type OrganisationId, type PersonId, type TurnId } from '../ids.ts';
import { inOrder, timePerDelegation, type FloorTurn } from './floor.ts';

const [france, us] = [newId<OrganisationId>(), newId<OrganisationId>()];
const turn = (askedAt: number, over: Partial<FloorTurn> = {}): FloorTurn => ({
	id: newId<TurnId>(),
	person: newId<PersonId>(),
	organisation: france,
	kind: 'speech',
	item: undefined,
	askedAt,
	startedAt: undefined,
	...over
});

describe('the list of speakers', () => {
	it('is in the order of requests, points of order first', () => {
		const [one, two] = [turn(1), turn(2)];
		const [early, late] = [
			turn(3, { kind: 'point-of-order' }),
			turn(4, { kind: 'point-of-order' })
		];
		expect(inOrder([late, two, early, one])).toEqual([early, late, one, two]);
	});

	it('is the same for everyone when two ask in the same millisecond', () => {
		const both = [turn(1), turn(1)];
		expect(inOrder(both)).toEqual(inOrder([...both].reverse()));
	});
});

describe('time per delegation', () => {
	const spoken = [
		{ organisation: us, time: 60_000 },
		{ organisation: france, time: 40_000 }
	];

	it('lists the longest first', () => {
		const floor = { speaker: undefined, queue: [], spoken: [...spoken].reverse() };
		expect(timePerDelegation(floor, 0)).toEqual(spoken);
	});

	it('includes the current speech', () => {
		const speaker = turn(0, { startedAt: 1_000 });
		expect(timePerDelegation({ speaker, queue: [], spoken }, 31_000)).toEqual([
			{ organisation: france, time: 70_000 },
			{ organisation: us, time: 60_000 }
		]);
		expect(timePerDelegation({ speaker, queue: [], spoken: [] }, 31_000)).toEqual([
			{ organisation: france, time: 30_000 }
		]);
	});
});
