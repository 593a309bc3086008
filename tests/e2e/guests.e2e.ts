import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let [rapporteur, olga, commission, guest, screen]: Page[] & [Page, Page, Page, Page, Page] =
	[] as never;
let link: string;

/** Three delegations at their desks; a guest on a phone. */
beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	[rapporteur, olga, commission, screen] = [
		await windows.open('rapporteur'),
		await windows.open('olga'),
		await windows.open('commission'),
		await windows.open('chair')
	];
	await screen.goto(`/sessions/${meeting.session}/projection`);
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

/** Opens the notes of an item; on a phone the agenda is a tap away. */
async function openOnPhone(number: number): Promise<void> {
	await guest.getByRole('button', { name: 'Agenda' }).click();
	await guest.getByRole('link', { name: new RegExp(`^${number} `) }).click();
}

const gap = (page: Page) => page.getByText(/^Withheld/).first();
const annexIn = (page: Page) => page.getByRole('textbox', { name: /^Restricted lines/ });

describe('a guest', () => {
	test('is invited by a link that is shown once', async () => {
		await rapporteur.goto(`/sessions/${meeting.session}/settings`);
		const section = rapporteur.getByRole('region', { name: 'Guests' });
		await section.getByLabel('Name').fill('Maria Rossi');
		await section.getByLabel('Function').fill('Expert on lasers');
		await section.getByLabel('The link works for').selectOption('4 hours');
		await section.getByRole('button', { name: 'Invite a guest' }).click();
		link = await section.getByLabel(/^Send this link to them alone/).inputValue();
		expect(link).toMatch(/\/guest\/[\w-]{32}$/);
		await section.getByText('Maria Rossi, guest').waitFor();
		expect(await violations(rapporteur)).toEqual([]);
	});

	test('comes in by it on a phone, and is called a guest by everybody', async () => {
		const viewport = { width: 390, height: 844 };
		const context = await windows.browser.newContext({
			...{ viewport, hasTouch: true, isMobile: true, baseURL: meeting.address }
		});
		guest = await context.newPage();
		await guest.goto(link);
		await guest.getByRole('heading', { name: 'Welcome, Maria Rossi, guest' }).waitFor();
		expect(await violations(guest)).toEqual([]);
		await guest.getByRole('button', { name: 'Come in' }).click();
		await guest.waitForURL(`**/sessions/${meeting.session}`);
		for (const page of [olga, commission, rapporteur]) await openItem(page, meeting, 3);
		await olga.getByRole('button', { name: /here/ }).getByText('Rossi, guest').first().waitFor();
	});

	test('sees an honest gap where lines are for two delegations, and the screen shows nothing', async () => {
		const text = await openItem(olga, meeting, 3);
		await openOnPhone(3);
		await toEnd(text);
		await text.press('Enter');
		await text.pressSequentially('(AMBER+STRICT | REL EUROJUST,US-DOJ)');
		await annexIn(olga).waitFor();
		await olga.keyboard.type('The informant is called Viktor');
		await expect.poll(() => annexIn(rapporteur).textContent()).toContain('Viktor');
		for (const page of [guest, commission]) {
			await gap(page).waitFor();
			expect(await page.content()).not.toContain('Viktor');
		}
		expect(await screen.content()).not.toContain('Viktor');
	});
});
