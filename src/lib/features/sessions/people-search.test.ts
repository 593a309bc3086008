import { expect, it } from 'vitest';
import type { OrganisationId, PersonId } from '#shared/ids.ts';
import type { PersonChoice } from '#shared/people.ts';
import { findPeople } from './people-search.ts';

const person = (name: string, code: string, organisation: string): PersonChoice => ({
	id: name as PersonId,
	name,
	function: 'Prosecutor',
	organisation: {
		id: code as OrganisationId,
		code,
		name: organisation,
		country: 'EU',
		colour: 'blue'
	}
});
const people = [
	person('Anna Müller', 'DE-GBA', 'Federal Prosecutor General'),
	person('Benoît Roux', 'FR-PNF', 'Parquet national financier'),
	person('Chloé Roux', 'EUROJUST', 'Eurojust')
];
const found = (search: string, seated: string[] = []) =>
	findPeople(people, new Set(seated as PersonId[]), search).map(({ name }) => name);

it.each([
	['', ['Anna Müller', 'Benoît Roux', 'Chloé Roux']],
	['muller', ['Anna Müller']],
	['ROUX eurojust', ['Chloé Roux']],
	['fr-pnf', ['Benoît Roux']],
	['prosecutor general', ['Anna Müller']],
	['nobody', []]
])('finds for "%s": %j', (search, names) => {
	expect(found(search)).toEqual(names);
});

it('leaves out people who already take part', () => {
	expect(found('roux', ['Chloé Roux'])).toEqual(['Benoît Roux']);
});
