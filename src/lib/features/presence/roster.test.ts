import { describe, expect, it } from 'vitest';
import type { PersonId } from '#shared/ids.ts';
import { fitting, presentByDelegation } from './roster.ts';

const here = (...people: readonly (readonly [code: string, name: string])[]) =>
	presentByDelegation(
		people.map(([organisation, name], at) => ({
			...{ person: `p${at}` as PersonId, name, organisation, colour: 'blue' }
		}))
	);
const named = (people: ReturnType<typeof here>, letters = 200) => {
	const { shown, others } = fitting(people, letters);
	const words = shown.map(
		({ code, names, unnamed }) => `${code}: ${names.join(', ')}${unnamed > 0 ? ` +${unnamed}` : ''}`
	);
	return [...words, ...(others > 0 ? [`+${others}`] : [])];
};

describe('who is here', () => {
	it('stands by delegation, with family names', () => {
		const people = here(
			['EU-EUROJUST', 'Ana Ruiz'],
			['DE-BKA', 'Jo Kim'],
			['EU-EUROJUST', 'Max Meyer']
		);
		expect(named(people)).toEqual(['DE-BKA: Kim', 'EU-EUROJUST: Ruiz, Meyer']);
		expect(named(here(['EC', 'Delegate, Commission']))).toEqual(['EC: Delegate']);
	});

	it('is told apart where family names, or initials too, are the same', () => {
		expect(named(here(['A', 'Anna Ruiz'], ['A', 'Ben Ruiz']))).toEqual(['A: A. Ruiz, B. Ruiz']);
		expect(named(here(['A', 'Anna Ruiz'], ['A', 'Alma Ruiz']))).toEqual([
			'A: Alma Ruiz, Anna Ruiz'
		]);
		expect(named(here(['A', 'Delegate, One'], ['A', 'Delegate, Two']))).toEqual([
			'A: Delegate, One, Delegate, Two'
		]);
	});

	it('is counted where there is no more room', () => {
		const people = here(
			...['A', 'B', 'C'].flatMap((code) =>
				['One', 'Two', 'Three'].map((name) => [code, name] as const)
			)
		);
		expect(named(people, 14)).toEqual(['A: One, Three +1', '+6']);
		expect(named(people, 2)).toEqual(['A:  +3', '+6']);
	});
});
