import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let [olga, ukraine, chair]: [Page, Page, Page] = [] as never;
let [hers, theirs]: [Locator, Locator] = [] as never;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	[olga, ukraine] = [await windows.open('olga'), await windows.open('ukraine')];
	chair = await windows.open('chair');
	[hers, theirs] = [await openItem(olga, meeting, 3), await openItem(ukraine, meeting, 3)];
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const annexIn = (page: Page) => page.getByRole('textbox', { name: /^Restricted lines/ });
const dialogIn = (page: Page) => page.getByRole('dialog', { name: 'Say why you open it' });
const askedIn = (page: Page) => page.getByRole('list', { name: 'Restricted documents' });

describe('a session that asks why before a restricted document opens', () => {
	test('is set by the chair, in the settings', async () => {
		await chair.goto(`${meeting.address}/sessions/${meeting.session}/settings`);
		const section = chair.getByRole('region', { name: 'Restricted documents' });
		await section.getByLabel('Ask why before a restricted document opens').check();
		await section.getByRole('button', { name: 'Save' }).click();
		await section.getByText('Saved').waitFor();
		expect(await violations(chair)).toEqual([]);
	});

	test('shows a delegate that lines are restricted, and nothing of them', async () => {
		await toEnd(hers);
		await hers.press('Enter');
		await hers.pressSequentially('the source is Viktor');
		await expect.poll(() => theirs.textContent()).toContain('Viktor');
		await olga.getByRole('button', { name: 'Restrict…' }).click();
		const dialog = olga.getByRole('dialog', { name: /^Restrict/ });
		await dialog.getByRole('group', { name: 'Who may read it' }).getByLabel('UA-PGO').check();
		await dialog.getByRole('button', { name: 'Restrict', exact: true }).click();
		await dialog.waitFor({ state: 'detached' });
		await expect.poll(() => annexIn(olga).textContent()).toContain('Viktor');
		await theirs.getByText('A restricted document of US-DOJ').waitFor();
		expect(await ukraine.content()).not.toContain('Viktor');
		expect(await askedIn(ukraine).getByRole('listitem').count()).toBe(1);
		expect(await askedIn(olga).count()).toBe(0);
		expect(await violations(ukraine)).toEqual([]);
	});

	test('says in the export that it is left out', async () => {
		await ukraine.getByRole('button', { name: 'Export' }).click();
		await ukraine.getByText('One restricted document is left out').waitFor();
		expect(await violations(ukraine)).toEqual([]);
		await ukraine.keyboard.press('Escape');
	});

	test('opens them in place as soon as a reason was given, by a phrase that is offered', async () => {
		await theirs.getByRole('button', { name: 'Say why you open it' }).click();
		const dialog = dialogIn(ukraine);
		const open = dialog.getByRole('button', { name: 'Open it' });
		expect(await open.isDisabled()).toBe(true);
		expect(await violations(ukraine)).toEqual([]);
		await dialog.getByRole('button', { name: 'To prepare the position' }).click();
		expect(await dialog.getByLabel('Why do you open it?').inputValue()).toMatch(/^To prepare/);
		await open.click();
		await dialog.waitFor({ state: 'detached' });
		await expect.poll(() => annexIn(ukraine).textContent()).toContain('the source is Viktor');
		await askedIn(ukraine).waitFor({ state: 'detached' });
		expect(await violations(ukraine)).toEqual([]);
		await ukraine.reload();
		await expect.poll(() => annexIn(ukraine).textContent()).toContain('the source is Viktor');
	});

	test('asks at a link, too, in the next login', async () => {
		const address = await annexIn(ukraine)
			.locator('xpath=ancestor::section[1]//a')
			.getAttribute('href');
		const next = await windows.open('ukraine');
		await next.goto(`${meeting.address}/sessions/${meeting.session}${address}`);
		const room = next.getByRole('main');
		await room.getByRole('button', { name: 'Say why you open it' }).click();
		await dialogIn(next).getByLabel('Why do you open it?').fill('Olga asked me to look at it');
		await next.keyboard.press('Enter');
		await expect.poll(() => room.textContent()).toContain('the source is Viktor');
		expect(windows.complaints).toEqual([]);
	});
});
