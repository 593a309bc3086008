import { expect, it } from 'vitest';
import type { PersonId } from '../ids.ts';
import { matchPeople, type ListedPerson } from './people-list.ts';

const person = (name: string, code: string, email?: string): ListedPerson => ({
	...{ id: name as PersonId, name, code, email }
});
const people = [
	person('Anna Müller', 'DE-GBA', 'anna@gba.example'),
	person('Benoît Roux', 'FR-PNF', 'b.roux@pnf.example'),
	person('Chloé Roux', 'EUROJUST', 'c.roux@eurojust.example'),
	person('Delegate, US Department of Justice', 'US-DOJ')
];
const found = (text: string) =>
	matchPeople(text, people).map((match) => {
		if ('person' in match) return match.person;
		return 'among' in match ? match.among.map(({ name }) => name) : `no ${match.unknown}`;
	});

it.each([
	['Anna Müller', ['Anna Müller']],
	['anna muller', ['Anna Müller']],
	['MÜLLER, Anna', ['Anna Müller']],
	['ANNA@gba.example', ['Anna Müller']],
	['"Müller, Anna" <anna@gba.example>', ['Anna Müller']],
	['Muller (DE-GBA)', ['Anna Müller']],
	['Delegate, US Department of Justice', ['Delegate, US Department of Justice']],
	['Roux EUROJUST', ['Chloé Roux']],
	['Roux', [['Benoît Roux', 'Chloé Roux']]],
	['Nobody Known', ['no name']],
	['Anna Müller <anna@elsewhere.example>', ['no address']],
	['(', ['no name']],
	['', []]
])('finds who is meant by "%s"', (line, expected) => {
	expect(found(line)).toEqual(expected);
});

it('answers for every line once, and for what a mail program puts on one line', () => {
	expect(found('anna@gba.example; Roux, Benoît\n\n  Benoît   Roux \nwho\nwho')).toEqual([
		...['Anna Müller', 'Benoît Roux', 'Benoît Roux', 'no name']
	]);
});
