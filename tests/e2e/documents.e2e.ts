import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let rapporteur: Page;
let olga: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	rapporteur = await windows.open('rapporteur');
	olga = await windows.open('olga');
	for (const page of [rapporteur, olga]) await openItem(page, meeting, 2);
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const list = (on: Page) => on.getByRole('region', { name: 'Briefings and annexes' });
const titles = (on: Page) => list(on).locator('a .title').allInnerTexts();
const change = async (title: string, what: string) => {
	await list(rapporteur)
		.getByRole('button', { name: `Change ${title}` })
		.click();
	await rapporteur.getByRole('button', { name: what, exact: true }).locator('visible=true').click();
};
const undo = () =>
	rapporteur.getByRole('group', { name: 'Done' }).getByRole('button', { name: 'Undo' }).click();

describe('a document', () => {
	test('is not added before it is said who may read it, and its page says so', async () => {
		await olga.getByRole('button', { name: 'Add a briefing or annex' }).click();
		const dialog = olga.getByRole('dialog', { name: 'New document' });
		await dialog.getByLabel('Title').fill('Lasers');
		await dialog.getByRole('button', { name: 'Add' }).click();
		expect(
			await dialog
				.getByLabel('Everybody in this session')
				.evaluate((radio: HTMLInputElement) => radio.validity.valueMissing)
		).toBe(true);
		await dialog.getByLabel('Only some delegations or people').check();
		const delegations = dialog.getByRole('group', { name: 'Delegations' });
		const own = delegations.getByLabel('United States Department of Justice');
		expect(await own.isChecked()).toBe(true);
		await delegations.getByLabel('Eurojust').check();
		expect(await violations(olga)).toEqual([]);
		await dialog.getByRole('button', { name: 'Add' }).click();
		await olga.getByText(/^Only (US-DOJ, EUROJUST|EUROJUST, US-DOJ) may read it$/).waitFor();
		await olga.getByRole('link', { name: /^Sensitive technologies/ }).click();
		await olga.getByText('Everybody in this session may read it').waitFor();
	});

	test('is renamed for everybody who may read it, and named as before by Undo', async () => {
		await list(rapporteur).getByText('Lasers').waitFor();
		await change('Lasers', 'Rename');
		const dialog = rapporteur.getByRole('dialog', { name: 'Rename' });
		await dialog.getByLabel('Title').fill('Lasers and optics');
		await dialog.getByRole('button', { name: 'Rename' }).click();
		await list(olga).getByText('Lasers and optics').waitFor();
		await undo();
		await list(olga).getByText('Lasers', { exact: true }).waitFor();
	});

	test('is moved up, and back by Undo', async () => {
		const before = await titles(rapporteur);
		expect(before.at(-1)).toBe('Lasers');
		await change('Lasers', 'Move up');
		await expect.poll(() => titles(olga).then((all) => all.at(-2))).toBe('Lasers');
		await undo();
		await expect.poll(() => titles(olga).then((all) => all.at(-1))).toBe('Lasers');
	});

	test('is archived, can still be read, and is brought back', async () => {
		await change('Lasers', 'Archive');
		await rapporteur.getByText('“Lasers” is archived').waitFor();
		const archive = list(olga).locator('summary').filter({ hasText: 'Archived' });
		await archive.click();
		await list(olga)
			.getByRole('link', { name: /^Lasers/ })
			.click();
		await olga.getByText('archived', { exact: false }).first().waitFor();
		await olga.getByRole('textbox', { name: 'Lasers' }).waitFor();
		expect(await violations(rapporteur)).toEqual([]);
		await rapporteur.getByRole('button', { name: 'Dismiss' }).click();
		await list(rapporteur).locator('summary').click();
		await change('Lasers', 'Bring back');
		await archive.waitFor({ state: 'detached' });
		expect(windows.complaints).toEqual([]);
	});

	test('is changed by no delegate of another organisation', async () => {
		const commission = await windows.open('commission');
		await openItem(commission, meeting, 2);
		await list(commission).getByText('Sensitive technologies').waitFor();
		expect(
			await list(commission)
				.getByRole('button', { name: /^Change/ })
				.count()
		).toBe(0);
		expect(await list(commission).getByText('Lasers').count()).toBe(0);
	});
});
