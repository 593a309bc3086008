import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let [olga, ukraine, rapporteur]: [Page, Page, Page] = [] as never;
let [hers, theirs]: [Locator, Locator] = [] as never;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	[olga, ukraine, rapporteur] = [
		await windows.open('olga'),
		await windows.open('ukraine'),
		await windows.open('rapporteur')
	];
	await openItem(rapporteur, meeting, 3);
	[hers, theirs] = [await openItem(olga, meeting, 3), await openItem(ukraine, meeting, 3)];
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const annexIn = (page: Page) => page.getByRole('textbox', { name: /^Restricted lines/ });

describe('lines that only some may read', () => {
	test('are selected, and it is said for whom they are', async () => {
		await toEnd(hers);
		await hers.press('Enter');
		await hers.pressSequentially('the source is Viktor');
		await hers.press('Enter');
		await hers.pressSequentially('he meets Oksana');
		await hers.press('Enter');
		await hers.pressSequentially('lunch at noon');
		await expect.poll(() => theirs.textContent()).toContain('lunch at noon');
		for (const key of ['ArrowUp', 'Home', 'Shift+ArrowUp']) await hers.press(key);
		await olga.getByRole('button', { name: 'Restrict…' }).click();
		const dialog = olga.getByRole('dialog', { name: 'Restrict 2 lines' });
		await dialog.getByRole('group', { name: 'Who may read it' }).getByLabel('EUROJUST').check();
		expect(await violations(olga)).toEqual([]);
		await dialog.getByRole('button', { name: 'Restrict', exact: true }).click();
		await dialog.waitFor({ state: 'detached' });
	});

	test('stand in their place for those who may read them, who write on', async () => {
		for (const page of [olga, rapporteur])
			await expect.poll(() => annexIn(page).textContent()).toContain('Viktor');
		await toEnd(annexIn(rapporteur));
		await annexIn(rapporteur).pressSequentially(' on Monday');
		await expect.poll(() => annexIn(olga).textContent()).toContain('he meets Oksana on Monday');
		expect(await hers.textContent()).toContain('lunch at noon');
		await saved(rapporteur);
		expect(await violations(rapporteur)).toEqual([]);
	});

	test('are told from the others by a marking that is typed before them', async () => {
		await toEnd(hers);
		await hers.press('Enter');
		// The words come at once: none of them may go into the text, which everybody has, even for a moment.
		await ukraine.evaluate(() => {
			const look = () => {
				if (document.body.textContent.includes('Our')) document.body.dataset['sawIt'] = 'yes';
			};
			new MutationObserver(look).observe(document.body, {
				...{ subtree: true, childList: true, characterData: true }
			});
		});
		await olga.keyboard.type('(AMBER | REL EUROJUST)Our man on ');
		const fresh = annexIn(olga).last();
		await expect.poll(() => annexIn(olga).count()).toBe(2);
		await expect.poll(() => fresh.evaluate((one) => one === document.activeElement)).toBe(true);
		await olga.keyboard.type('the boat is Oksana');
		await expect
			.poll(() => annexIn(rapporteur).last().textContent())
			.toContain('Our man on the boat is Oksana');
		expect(await ukraine.evaluate(() => document.body.dataset['sawIt'])).toBeUndefined();
		expect(await hers.textContent()).not.toContain('REL');
	});

	test('are a gap for everybody else, in which nothing of them is left', async () => {
		await expect.poll(() => ukraine.getByText('Withheld by US-DOJ').count()).toBe(2);
		expect(await ukraine.content()).not.toMatch(/Viktor|Oksana/);
		await theirs.press('Control+z');
		await theirs.press('Control+z');
		expect(await theirs.textContent()).toContain('lunch at noon');
		expect(await theirs.textContent()).not.toMatch(/Viktor|Oksana/);
		expect(await violations(ukraine)).toEqual([]);
		await ukraine.reload();
		await expect.poll(() => ukraine.getByText('Withheld by US-DOJ').count()).toBe(2);
		expect(await ukraine.content()).not.toMatch(/Viktor|Oksana/);
		expect(windows.complaints).toEqual([]);
	});
});
