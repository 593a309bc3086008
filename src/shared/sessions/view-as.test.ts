import * as v from 'valibot';
import { expect, it } from 'vitest';
import { isShownTo, type Guarded } from '../access.ts';
import { newId, type DocumentId, type OrganisationId, type PersonId } from '../ids.ts';
import type { Delegation, Participant } from './delegation.ts';
import { viewAs, viewerIn } from './view-as.ts';

const [bka, olga, stranger] = [newId<OrganisationId>(), newId<PersonId>(), newId<PersonId>()];
const seat: Participant = {
	...{
		person: olga,
		name: 'Olga',
		function: '',
		role: 'delegate',
		capacity: '',
		organisation: bka
	},
	...{ handle: 'Olga', illustrative: false, canSignIn: true, disabled: false }
};
const delegations: Delegation[] = [
	{
		organisation: {
			id: bka,
			code: 'DE-BKA',
			name: 'Federal Criminal Police',
			country: 'DE',
			colour: 'blue'
		},
		people: [seat]
	}
];
const guarded = (audience: Guarded['audience']): Guarded => ({
	...{ id: newId<DocumentId>(), kind: 'annex', audience },
	...{ isSealed: false, asksWhy: false, made_by: null }
});

it('is read from an address, or not at all', () => {
	expect(v.parse(viewAs, `delegation:${bka}`)).toEqual({ kind: 'delegation', id: bka });
	expect(v.parse(viewAs, `person:${olga}`)).toEqual({ kind: 'person', id: olga });
	for (const other of ['', 'person', 'person:', `chair:${olga}`, 'person:../x', `person:${olga}:1`])
		expect([other, v.is(viewAs, other)]).toEqual([other, false]);
});

it('is somebody of the session, or nobody', () => {
	expect(viewerIn(delegations, { kind: 'person', id: olga })?.name).toBe('Olga');
	expect(viewerIn(delegations, { kind: 'delegation', id: bka })?.name).toMatch(/^Federal/);
	expect(viewerIn(delegations, { kind: 'person', id: stranger })).toBeUndefined();
});

it('sees as a delegation what is for all of it, and not what is for people of it by name', () => {
	const view = viewerIn(delegations, { kind: 'delegation', id: bka })?.viewer;
	const seen = (audience: Guarded['audience']) => view && isShownTo([view], guarded(audience));
	expect(seen({ organisations: [bka], persons: [] })).toBe(true);
	expect(seen({ organisations: [], persons: [olga] })).toBe(false);
});

it('is never shown more than each of those who look may read', () => {
	const [mine, theirs] = [newId<OrganisationId>(), bka].map((organisation) => ({
		...{ person: newId<PersonId>(), organisation, role: 'chair' as const },
		justified: new Set<DocumentId>()
	}));
	const audience = { organisations: [bka], persons: [] };
	expect(mine && theirs && isShownTo([mine, theirs], guarded(audience))).toBe(false);
	expect(theirs && isShownTo([theirs, theirs], guarded(audience))).toBe(true);
});
