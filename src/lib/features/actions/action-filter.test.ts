import { describe, expect, it } from 'vitest';
import type { ActionId, DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { OrganisationView, RegisterAction } from '#shared/views.ts';
import { countActions, filterActions, filterQuery, readFilter } from './action-filter.ts';

const organisation = (code: string): OrganisationView => ({
	id: code as OrganisationId,
	code,
	name: `Office ${code}`,
	country: 'EU',
	colour: 'blue'
});
const eurojust = organisation('EUROJUST');
const usDoj = organisation('US-DOJ');
const anna = { id: 'anna' as PersonId, name: 'Anna Müller' };
const asker = { person: anna.id, organisation: eurojust.id };

function action(number: number, change: Partial<RegisterAction> = {}): RegisterAction {
	return {
		id: `action-${number}` as ActionId,
		reference: `JS-01-A${number}`,
		session: { id: 'session' as SessionId, reference: 'JS-01', title: 'Sensitive technologies' },
		document: 'board' as DocumentId,
		item: undefined,
		text: 'Send the list of end users',
		lead: usDoj,
		leadPerson: undefined,
		support: [],
		due: undefined,
		overdue: false,
		status: 'agreed',
		illustrative: false,
		void: false,
		mayEdit: true,
		...change
	};
}

const actions = [
	action(1, { lead: eurojust, leadPerson: anna, overdue: true }),
	action(2, { lead: eurojust, text: 'Circulate the résumé' }),
	action(3, { support: [eurojust] }),
	action(4, { overdue: true }),
	action(5, { lead: eurojust, leadPerson: anna, void: true, text: '' })
];

const shown = (query: string) =>
	filterActions(actions, readFilter(new URLSearchParams(query)), asker).map(
		({ reference }) => reference
	);

describe('the filter of the register', () => {
	it.each([
		['', ['JS-01-A1']],
		['show=organisation', ['JS-01-A1', 'JS-01-A2', 'JS-01-A3']],
		['show=all', ['JS-01-A1', 'JS-01-A2', 'JS-01-A3', 'JS-01-A4', 'JS-01-A5']],
		['show=all&overdue', ['JS-01-A1', 'JS-01-A4']],
		['show=nonsense', ['JS-01-A1']],
		['show=all&q=a4', ['JS-01-A4']],
		['show=all&q=resume+CIRCULATE', ['JS-01-A2']],
		['show=all&q=muller', ['JS-01-A1', 'JS-01-A5']],
		['show=all&q=us-doj', ['JS-01-A3', 'JS-01-A4']],
		['show=all&q=nobody', []]
	])('shows for "%s": %j', (query, references) => {
		expect(shown(query)).toEqual(references);
	});

	it('counts what each choice would show', () => {
		const filter = readFilter(new URLSearchParams('q=end+users'));
		expect(countActions(actions, filter, asker)).toEqual({
			mine: 1,
			organisation: 2,
			all: 3,
			overdue: 1
		});
	});

	it('goes to the address and back', () => {
		const filter = { show: 'organisation', overdue: true, text: 'end users & more' } as const;
		expect(readFilter(new URLSearchParams(filterQuery(filter)))).toEqual(filter);
		expect(filterQuery({ show: 'mine', overdue: false, text: '' })).toBe('');
	});
});
