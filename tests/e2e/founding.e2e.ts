import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openWindows, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let olga: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	olga = await windows.open('olga');
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const ROOM = /\/sessions\/[a-z2-9]{24}$/;

describe('whoever founds a session', () => {
	test('leaves the chair open, and is told in the room what is missing', async () => {
		await olga.goto('/sessions/new');
		await olga.getByLabel('Title').fill('Follow-up on semiconductors');
		await olga
			.getByLabel('Who chairs')
			.selectOption({ label: 'Decide later; I am its rapporteur' });
		expect(await violations(olga)).toEqual([]);
		await olga.getByRole('button', { name: 'Prepare the session' }).click();
		await olga.waitForURL(ROOM);
		await olga.getByText('Nobody chairs this session yet').waitFor();
		await olga.getByText('You are alone in this session').waitFor();
		await olga.getByRole('link', { name: 'People and settings' }).waitFor();
		await olga.getByRole('link', { name: 'Add people' }).click();
		await olga.waitForURL(/settings#add/);
	});

	test('pastes a list of people, and is told of every line that fits nobody', async () => {
		const paste = olga.getByRole('region', { name: 'Add several people' });
		const list = paste.getByLabel('Names or mail addresses');
		await list.fill(
			'Chair <chair@eurojust.example>; Delegate, European Commission\nDelegate\nSomebody Else'
		);
		await paste.getByRole('button', { name: 'Add them' }).click();
		await paste.getByText('2 people were added.').waitFor();
		await paste.getByText('2 lines added nobody:').waitFor();
		await paste.getByText('Nobody on this board has this name.').waitFor();
		expect(await list.inputValue()).toBe('Delegate\nSomebody Else');
		await olga.getByText('You are alone in this session').waitFor({ state: 'detached' });
		expect(await violations(olga)).toEqual([]);
	});

	test('picks more of them from an earlier session, with their roles', async () => {
		const pick = olga.getByRole('group').filter({ hasText: 'JS-01' });
		await pick.getByRole('checkbox', { name: /Observer, European Commission Observer/ }).waitFor();
		for (const name of ['Didier Reynders', 'Ladislav Hamran'])
			await pick.getByRole('checkbox', { name }).uncheck();
		await pick.getByRole('button', { name: 'Add those ticked' }).click();
		await olga
			.getByText(/\d people were added/)
			.first()
			.waitFor();
		const role = olga.getByLabel('Role of Observer, European Commission');
		expect(await role.inputValue()).toBe('observer');
		expect(await olga.getByLabel('Role of Didier Reynders').count()).toBe(0);
	});

	test('names the chair, who alone passes it on from then', async () => {
		const people = olga.getByRole('region', { name: 'Delegations and people' });
		const seat = people.locator('form').filter({ hasText: 'Chair, Eurojust' });
		await seat.getByLabel('Role of Chair, Eurojust').selectOption('chair');
		await seat.getByRole('button', { name: 'Save' }).click();
		await seat.getByText('Saved').waitFor();
		await olga.getByText('Nobody chairs this session yet').waitFor({ state: 'detached' });
		await seat.getByLabel('Role of Chair, Eurojust').selectOption('delegate');
		await seat.getByRole('button', { name: 'Save' }).click();
		await seat.getByText('Only a chair says who chairs').waitFor();
	});

	test('duplicates it with its people and roles, and its settings', async () => {
		await olga.getByRole('link', { name: 'Duplicate' }).click();
		const title = olga.getByLabel('Title', { exact: true });
		await olga.getByText('Take over from').waitFor();
		expect(await title.inputValue()).toBe('Follow-up on semiconductors');
		await title.fill('Second follow-up');
		expect(await violations(olga)).toEqual([]);
		await olga.getByRole('button', { name: 'Prepare the session' }).click();
		await olga.waitForURL(ROOM);
		await olga.getByRole('heading', { name: /Second follow-up/ }).waitFor();
		expect(await olga.getByText('Nobody chairs').count()).toBe(0);
		const chair = await windows.open('chair');
		await chair.getByRole('link', { name: 'Second follow-up' }).click();
		await chair.getByRole('button', { name: 'Start the session' }).waitFor();
		expect(windows.complaints).toEqual([]);
	});
});
