import { describe, expect, it } from 'vitest';
import { newId, type PersonId } from '#shared/ids.ts';
import { Authors } from './authors.ts';

const [anna, boris] = [newId<PersonId>(), newId<PersonId>()];
const at = (clock: number) => () => clock;
const NOON = Date.UTC(2024, 6, 12, 12);
const minutes = (number: number) => NOON + number * 60_000;

describe('the author of a change', () => {
	it('is whoever first sent something under its client number', () => {
		const authors = new Authors([]);
		expect(authors.note(7, anna, at(0), NOON)).toEqual({
			...{ client: 7, clock: 0, person: anna, at: NOON }
		});
		expect(authors.note(7, anna, at(5), NOON)).toBeUndefined();
		expect(authors.of(7, 9)).toBe(anna);
		expect(authors.of(8, 0)).toBeUndefined();
	});

	it('is nobody for what somebody else sends under it, until its owner goes on', () => {
		const authors = new Authors([{ client: 7, clock: 0, person: anna }]);
		expect(authors.note(7, boris, at(5), NOON)).toMatchObject({ clock: 5, person: undefined });
		expect(authors.note(7, boris, at(6), minutes(60))).toBeUndefined();
		expect(authors.note(7, anna, at(8), NOON)).toMatchObject({ clock: 8, person: anna });
		expect([4, 5, 7, 8].map((clock) => authors.of(7, clock))).toEqual([
			...[anna, undefined, undefined, anna]
		]);
	});

	it('has a time, which is noted anew after ten minutes', () => {
		const authors = new Authors([{ client: 7, clock: 0, person: anna }]);
		expect(authors.note(7, anna, at(3), NOON)).toMatchObject({ clock: 3, at: NOON });
		expect(authors.note(7, anna, at(4), minutes(9))).toBeUndefined();
		expect(authors.note(7, anna, at(6), minutes(11))).toMatchObject({ clock: 6, at: minutes(11) });
		expect(authors.spans(7, 1, 7)).toEqual([
			{ length: 2, person: anna, at: undefined },
			{ length: 3, person: anna, at: NOON },
			{ length: 2, person: anna, at: minutes(11) }
		]);
	});

	it('is told apart within changes that follow on one another', () => {
		const authors = new Authors([
			{ client: 7, clock: 2, person: anna },
			{ client: 7, clock: 5, person: undefined }
		]);
		expect(authors.spans(7, 0, 7).map(({ length, person }) => [length, person])).toEqual([
			...[[2, undefined] as const, [3, anna] as const, [2, undefined] as const]
		]);
		expect(authors.spans(7, 3, 1)).toEqual([{ length: 1, person: anna, at: undefined }]);
		expect(authors.spans(8, 0, 4)).toEqual([{ length: 4, person: undefined, at: undefined }]);
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
