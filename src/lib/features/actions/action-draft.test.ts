import { describe, expect, it } from 'vitest';
import type { ActionRecord } from '#shared/board/actions.ts';
import { newId, type ActionId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import { changesOf, draftOf } from './action-draft.ts';

const [eu, us, ua] = [newId<OrganisationId>(), newId<OrganisationId>(), newId<OrganisationId>()];
const opened: ActionRecord = {
	...{ id: newId<ActionId>(), text: 'share the list', leadOrganisation: eu, leadPerson: undefined },
	...{ support: [us], informed: [], due: '2024-07-26', priority: 'normal', dependsOn: [] },
	...{ item: undefined, unread: [], illustrative: false, createdBy: undefined },
	createdAt: '2024-07-12T10:00:00Z'
};

describe('what a form changes of an action', () => {
	it('is nothing when nothing was changed in it, whatever others changed', () => {
		const now = { ...opened, text: 'other words', priority: 'high', support: [us, ua] } as const;
		expect(changesOf(draftOf(opened), draftOf(opened), now)).toEqual({});
	});

	it('is who was added to a set and taken out of it, beside those whom others added', () => {
		const draft = { ...draftOf(opened), informed: [us] };
		draft.support = [];
		expect(changesOf(draftOf(opened), draft, { ...opened, support: [us, ua] })).toEqual({
			support: [ua],
			informed: [us]
		});
	});

	it('is an organisation with its person', () => {
		const leadPerson = newId<PersonId>();
		const draft = { ...draftOf(opened), leadPerson };
		expect(changesOf(draftOf(opened), draft, opened)).toEqual({ leadOrganisation: eu, leadPerson });
	});
});
