import { describe, expect, it } from 'vitest';
import { newId, type PersonId } from '#shared/ids.ts';
import { Authors } from './authors.ts';

const [anna, boris] = [newId<PersonId>(), newId<PersonId>()];
const at = (clock: number) => () => clock;

describe('the author of a change', () => {
	it('is whoever first sent something under its client number', () => {
		const authors = new Authors([]);
		expect(authors.note(7, anna, at(0))).toEqual({ client: 7, clock: 0, person: anna });
		expect(authors.note(7, anna, at(5))).toBeUndefined();
		expect(authors.of(7, 9)).toBe(anna);
		expect(authors.of(8, 0)).toBeUndefined();
	});

	it('is nobody for what somebody else sends under it, until its owner goes on', () => {
		const authors = new Authors([{ client: 7, clock: 0, person: anna }]);
		expect(authors.note(7, boris, at(5))).toEqual({ client: 7, clock: 5, person: undefined });
		expect(authors.note(7, boris, at(6))).toBeUndefined();
		expect(authors.note(7, anna, at(8))).toEqual({ client: 7, clock: 8, person: anna });
		expect([4, 5, 7, 8].map((clock) => authors.of(7, clock))).toEqual([
			...[anna, undefined, undefined, anna]
		]);
	});

	it('is read as it was stored, in whatever order', () => {
		const authors = new Authors([
			{ client: 7, clock: 5, person: undefined },
			{ client: 7, clock: 0, person: anna }
		]);
		expect([authors.of(7, 0), authors.of(7, 5)]).toEqual([anna, undefined]);
		expect(authors.note(7, boris, at(9))).toBeUndefined();
	});
});
