import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let [olga, ukraine]: [Page, Page] = [] as never;
let [hers, theirs]: [Locator, Locator] = [] as never;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	[olga, ukraine] = [await windows.open('olga'), await windows.open('ukraine')];
	[hers, theirs] = [await openItem(olga, meeting, 3), await openItem(ukraine, meeting, 3)];
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const gap = () => ukraine.getByText('Withheld by US-DOJ');

describe('asking the originator', () => {
	test('begins at a gap, by who may not read what is withheld', async () => {
		await toEnd(hers);
		await hers.press('Enter');
		await hers.pressSequentially('(AMBER | REL US-DOJ)');
		const fresh = olga.getByRole('textbox', { name: /^Restricted lines/ });
		await expect.poll(() => fresh.evaluate((one) => one === document.activeElement)).toBe(true);
		await olga.keyboard.type('The informant is Viktor');
		await gap().waitFor();
		await ukraine.getByRole('button', { name: 'Ask US-DOJ…' }).click();
		const dialog = dialogOf(ukraine, 'Ask US-DOJ');
		await dialog.getByLabel('Give us a sanitised wording in its place').check();
		await dialog.getByLabel('Why', { exact: true }).fill('for the warrant');
		await dialog.getByLabel('Answer needed by, if any').fill('2099-07-01');
		expect(await violations(ukraine)).toEqual([]);
		await dialog.getByRole('button', { name: 'Send the request' }).click();
		await dialog.getByText('answer needed by 1 July 2099').waitFor();
		expect(await violations(ukraine)).toEqual([]);
		expect(await ukraine.content()).not.toContain('Viktor');
		await dialog.getByRole('button', { name: 'Close' }).click();
	});

	test('reaches those who mark it, who give a sanitised wording', async () => {
		await olga.getByText('You are asked as the originator').first().waitFor();
		await olga.getByRole('link', { name: 'Open', exact: true }).click();
		await olga.getByRole('button', { name: 'Marking', exact: true }).click();
		const dialog = dialogOf(olga, /^Marking of/);
		await dialog.getByText('for the warrant').waitFor();
		expect(await violations(olga)).toEqual([]);
		await dialog.getByRole('button', { name: /^Give a sanitised wording/ }).click();
		await dialog.getByLabel('Sanitised wording').fill('A source confirms it.');
		expect(await violations(olga)).toEqual([]);
		await dialog.getByRole('button', { name: 'Put it into the text' }).click();
		await dialog.getByText(/Sanitised wording by/).waitFor();
	});

	test('puts that where the lines stood, for who asked, and tells them', async () => {
		await expect
			.poll(() => theirs.textContent())
			.toContain('[Sanitised by US-DOJ] A source confirms it.');
		await ukraine.getByText('The originator has answered').first().waitFor();
		await ukraine.getByText('A sanitised wording follows.').waitFor();
		await ukraine.getByRole('button', { name: 'Ask US-DOJ…' }).click();
		await dialogOf(ukraine, 'Ask US-DOJ')
			.getByText(/Sanitised wording by/)
			.waitFor();
		expect(await violations(ukraine)).toEqual([]);
		expect(await ukraine.content()).not.toContain('Viktor');
		expect(windows.complaints).toEqual([]);
	});
});
