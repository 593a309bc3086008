import { describe, expect, it } from 'vitest';
import { newId, type OrganisationId, type PersonId } from '../ids.ts';
import { afterEdit, NEW_ACTION, type Edited, type Kept } from './edited.ts';

const [eurojust, doj] = [newId<OrganisationId>(), newId<OrganisationId>()];
const olga = newId<PersonId>();
const nobody = { organisation: undefined, person: undefined };
const edit = (before: Kept, change: Partial<Edited>) =>
	afterEdit(before, { lead: before.lead, due: before.due, writer: eurojust, ...change });

describe('the lead', () => {
	it('from another organisation than the writer’s is asked', () => {
		const after = edit(NEW_ACTION, { lead: { organisation: doj, person: olga } });
		expect(after.takenOn).toBe('asked');
		expect(after.events).toEqual([
			{ kind: 'lead', from: nobody, to: { organisation: doj, person: olga } }
		]);
	});

	it('from the writer’s own organisation is not', () => {
		expect(edit(NEW_ACTION, { lead: { ...nobody, organisation: eurojust } }).takenOn).toBe(
			undefined
		);
	});

	it('stays accepted when another of its people takes over, and is asked again when the organisation changes', () => {
		const lead = { ...nobody, organisation: doj };
		const accepted: Kept = { ...NEW_ACTION, lead, takenOn: 'accepted' };
		expect(edit(accepted, { lead: { ...lead, person: olga } }).takenOn).toBe('accepted');
		expect(edit(accepted, { lead: { ...lead, organisation: eurojust } }).takenOn).toBe('asked');
		expect(edit(accepted, { lead: nobody }).takenOn).toBe(undefined);
	});
});

describe('the date', () => {
	const agreed: Kept = {
		...NEW_ACTION,
		status: 'agreed',
		due: '2024-09-30',
		originalDue: '2024-09-30'
	};

	it('may change freely until the action is agreed', () => {
		const after = edit({ ...NEW_ACTION, due: '2024-09-30' }, { due: '2024-10-31' });
		expect(after).toMatchObject({ slips: 0, originalDue: undefined, events: [] });
	});

	it('postponed afterwards is a slip, and the original date is kept', () => {
		const once = edit(agreed, { due: '2024-10-31' });
		const twice = edit(once, { due: '2024-11-30' });
		expect(twice).toMatchObject({ slips: 2, originalDue: '2024-09-30', due: '2024-11-30' });
		expect(twice.events).toEqual([{ kind: 'due', from: '2024-10-31', to: '2024-11-30' }]);
	});

	it('brought forward, removed or set late is not a slip', () => {
		expect(edit(agreed, { due: '2024-09-01' }).slips).toBe(0);
		expect(edit(agreed, { due: undefined }).slips).toBe(0);
		const late = edit({ ...agreed, due: undefined, originalDue: undefined }, { due: '2024-10-31' });
		expect(late).toMatchObject({ slips: 0, originalDue: '2024-10-31' });
	});
});
