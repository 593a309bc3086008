import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let rapporteur: Page;
let olga: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	rapporteur = await windows.open('rapporteur');
	olga = await windows.open('olga');
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const field = (page: Page) => dialog(page).getByRole('combobox');
const options = (page: Page) => dialog(page).getByRole('option');
const active = (page: Page) => dialog(page).getByRole('option', { selected: true });

/** By its key, once the page listens. */
async function openSearch(page: Page): Promise<void> {
	await page.getByText('Ctrl K').first().waitFor();
	await page.keyboard.press('Control+k');
}

/** Opens the search and looks until something of the name is there, which may have been written a moment ago. */
async function look(page: Page, words: string, name: RegExp): Promise<void> {
	await openSearch(page);
	const found = options(page).filter({ hasText: name }).first();
	await expect
		.poll(
			async () => {
				await field(page).fill('');
				await field(page).fill(words);
				await dialog(page)
					.getByText(/ results?$|^Nothing found/)
					.waitFor();
				return found.isVisible();
			},
			{ timeout: 20_000 }
		)
		.toBe(true);
}

describe('the search', () => {
	test('opens from within the notes, and Enter opens an action by its reference', async () => {
		const notes = await openItem(rapporteur, meeting, 3);
		await toEnd(notes);
		await rapporteur.keyboard.press('Enter');
		await notes.pressSequentially('Łódź was named');
		await rapporteur.keyboard.press('Enter');
		await notes.pressSequentially('! @US-DOJ, @EC share the list of contacts by 30 Sept');
		await rapporteur.keyboard.press('Enter');
		await notes.getByText('JS-01-A1').waitFor();
		await saved(rapporteur);
		const lines = () => notes.locator(':scope > p').allTextContents();
		const before = await lines();
		await look(rapporteur, 'js-01-a1', /JS-01-A1/);
		expect(await active(rapporteur).textContent()).toMatch(/JS-01-A1.*share the list/);
		expect(await violations(rapporteur)).toEqual([]);
		await rapporteur.keyboard.press('Enter');
		await rapporteur.locator('.prose [data-action]:focus').waitFor();
		expect(await lines()).toEqual(before);
	});

	test('finds a word in a text, and goes to its line, from any page', async () => {
		await olga.goto('/decisions');
		await look(olga, 'lodz', /Łódź/);
		expect(
			await dialog(olga)
				.getByRole('group', { name: /^Words in texts/ })
				.textContent()
		).toContain('JS-01');
		await olga.keyboard.press('Enter');
		await olga.getByRole('heading', { name: /^3 / }).waitFor();
		await olga.getByText('Łódź was named').waitFor();
		const caretIn = () =>
			olga.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('p')?.textContent);
		await expect.poll(caretIn).toBe('Łódź was named');
	});

	test('is gone through by arrows, closed by Esc, and remembers where one was', async () => {
		await openSearch(olga);
		await dialog(olga).getByText('Finds sessions').waitFor();
		const recent = dialog(olga).getByRole('group', { name: 'Where you were' });
		expect(await recent.getByRole('option').allTextContents()).toEqual([
			expect.stringContaining('Łódź was named'),
			expect.stringContaining('JS-01')
		]);
		const names = await options(olga).allTextContents();
		const at = async () => names.indexOf((await active(olga).textContent()) ?? '');
		expect(await at()).toBe(0);
		await olga.keyboard.press('ArrowDown');
		expect(await at()).toBe(1);
		await olga.keyboard.press('ArrowUp');
		await olga.keyboard.press('ArrowUp');
		expect(await at()).toBe(names.length - 1);
		expect(await field(olga).getAttribute('aria-activedescendant')).toBe(
			await active(olga).getAttribute('id')
		);
		await olga.keyboard.press('Escape');
		await dialog(olga).waitFor({ state: 'detached' });
	});

	test('an answer to earlier words changes nothing, and a refusal is said', async () => {
		let letGo: () => void = () => undefined;
		const held = new Promise<void>((resolve) => (letGo = resolve));
		await olga.route('**/api/search?q=js-01', async (route) => {
			const response = await route.fetch();
			await held;
			await route.fulfill({ response });
		});
		await openSearch(olga);
		const asked = olga.waitForRequest(/q=js-01/);
		await field(olga).fill('js-01');
		await asked;
		await dialog(olga).getByText('Searching').waitFor();
		await field(olga).fill('xyzzy');
		await dialog(olga).getByText('Nothing found for “xyzzy”').waitFor();
		const late = olga.waitForResponse(/q=js-01/);
		letGo();
		await late;
		expect(await dialog(olga).getByText('Nothing found for “xyzzy”').count()).toBe(1);
		await olga.route('**/api/search?q=contacts', (route) => route.abort());
		await field(olga).fill('contacts');
		await dialog(olga).getByRole('alert').getByText('cannot be reached').waitFor();
		await olga.unroute('**/api/search?q=contacts');
		await dialog(olga).getByRole('button', { name: 'Try again' }).click();
		await options(olga).filter({ hasText: 'share the list' }).waitFor();
		await olga.keyboard.press('Escape');
	});

	test('after signing out, nothing of where somebody was is left on the device', async () => {
		await olga.goto('/');
		const kept = () => olga.evaluate(() => JSON.stringify({ ...localStorage }));
		expect(await kept()).toContain('Łódź');
		await olga.getByRole('button', { name: /account and appearance/ }).click();
		await olga.getByRole('button', { name: 'Sign out' }).click();
		await olga.getByRole('heading', { name: 'Sign in' }).waitFor();
		expect(await kept()).not.toContain('Łódź');
	});
});

describe('the keys of a page', () => {
	const keys = (page: Page) => page.getByRole('dialog', { name: 'Keys of this page' });

	test.for([
		['', 'Everywhere', 'search'],
		['/actions', 'Register of actions', 'select or deselect'],
		['room', 'Notes and texts', 'a decision'],
		['projection', 'Screen for the room', 'full screen, and back']
	])('“?” shows those of %s', async ([path = '', group = '', does = '']) => {
		const room = `/sessions/${meeting.session}`;
		const address =
			{ room, projection: `${room}/projection` }[path] ?? `/${path}`.replace('//', '/');
		await rapporteur.goto(address);
		await rapporteur.waitForLoadState('networkidle');
		await rapporteur.keyboard.press('?');
		await keys(rapporteur).getByRole('heading', { name: group }).waitFor();
		await keys(rapporteur).getByText(does, { exact: true }).waitFor();
		expect(await violations(rapporteur)).toEqual([]);
		await rapporteur.keyboard.press('Escape');
		await keys(rapporteur).waitFor({ state: 'detached' });
	});

	test('are no list while somebody writes, and are found in the search', async () => {
		const notes = await openItem(rapporteur, meeting, 4);
		await toEnd(notes);
		await rapporteur.keyboard.press('?');
		await expect.poll(() => notes.textContent()).toMatch(/\?$/);
		expect(await keys(rapporteur).count()).toBe(0);
		await rapporteur.getByRole('button', { name: 'Search', exact: true }).click();
		await field(rapporteur).fill('keys');
		await options(rapporteur).filter({ hasText: 'Keys of this page' }).click();
		await keys(rapporteur).waitFor();
		await rapporteur.keyboard.press('Escape');
		await openSearch(rapporteur);
		await field(rapporteur).fill('xyzzy');
		await rapporteur.keyboard.press('Escape');
		await dialog(rapporteur).waitFor({ state: 'detached' });
		expect(windows.complaints).toEqual([]);
	});
});
