import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { OrganisationId, PersonId } from '#shared/ids.ts';
import type { PersonView } from '#shared/people.ts';
import { find, show } from '../../../../tests/support/mounted.svelte.ts';
import { Submission } from '#lib/forms/submission.svelte.ts';
import PersonAccount from './PersonAccount.svelte';

const organisation = { id: 'org' as OrganisationId, code: 'US-DOJ', name: 'DOJ', country: 'US' };
const olga: PersonView = {
	...{ id: 'olga' as PersonId, name: 'Olga', function: '', email: 'olga@usdoj.example' },
	...{ administrator: false, auditor: false, guest: false, illustrative: false, disabled: false },
	organisation: { ...organisation, colour: 'blue' }
};

function account(person: PersonView, isMe = false) {
	const { page } = show(PersonAccount, { person, isMe, submission: new Submission() });
	const named = [...page.querySelectorAll('button')].map((button) =>
		button.getAttribute('aria-label')
	);
	return { page, named };
}

describe('the account of a person', () => {
	it('is disabled only after a question that says what happens', () => {
		const { page } = account(olga);
		find(page, '[aria-label="Disable Olga"]').click();
		flushSync();
		const dialog = find(document, 'dialog');
		expect(dialog.textContent).toContain('signed out everywhere at once');
		const button = find<HTMLButtonElement>(dialog, '[formaction]');
		expect(button.getAttribute('formaction')).toBe('?/disable');
		expect(button.form).toBe(find(page, 'form'));
	});

	it('offers nothing but to enable somebody who is disabled', () => {
		expect(account({ ...olga, disabled: true }).named).toEqual(['Enable Olga']);
	});

	it('does not offer to disable oneself', () => {
		const { named } = account(olga, true);
		expect(named).toEqual(['New link for Olga to set a password', 'Sign Olga out everywhere']);
	});
});
