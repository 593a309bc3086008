import type { Locator, Page } from 'playwright-core';
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

const say = async (notes: Locator, words: string) => {
	await toEnd(notes);
	await notes.press('Enter');
	await notes.pressSequentially(words);
};

describe('finding in one text', () => {
	let mine: Locator;
	let theirs: Locator;
	const bar = () => rapporteur.getByRole('search', { name: 'Find in this text' });
	const sought = () => bar().getByLabel('Find', { exact: true });
	const count = () => bar().getByRole('status').textContent();

	test('counts the matches, goes through them, and leaves the selection on one', async () => {
		mine = await openItem(rapporteur, meeting, 3);
		theirs = await openItem(olga, meeting, 3);
		await say(mine, 'Łukasz asks Jørgensen of Łu');
		await rapporteur.keyboard.insertText('\u00adkasz\u2019s list');
		await saved(rapporteur);
		const before = await mine.textContent();
		await mine.press('Control+f');
		await rapporteur.keyboard.type('lukasz'); // at once, as somebody in a hurry does
		expect(await sought().inputValue()).toBe('lukasz');
		expect(await mine.textContent()).toBe(before);
		await expect.poll(count).toBe('1 of 2');
		expect(await mine.locator('.found').allTextContents()).toEqual(['Łukasz', 'Łu\u00adkasz']);
		await sought().press('Enter');
		await expect.poll(count).toBe('2 of 2');
		await sought().press('Shift+Enter');
		await expect.poll(count).toBe('1 of 2');
		expect(await violations(rapporteur)).toEqual([]);
		await sought().press('Escape');
		await expect.poll(() => bar().count()).toBe(0);
		expect(await rapporteur.evaluate(() => getSelection()?.toString())).toBe('Łukasz');
	});

	test('replaces all, while somebody else types in the line, and one undo takes it back', async () => {
		await mine.press('Control+f');
		await expect.poll(() => sought().inputValue()).toBe('Łukasz');
		await toEnd(theirs);
		await olga.keyboard.insertText(', says Olga');
		await mine.getByText('says Olga').waitFor();
		await bar().getByLabel('Replace with').fill('Lucas');
		await bar().getByRole('button', { name: 'Replace all' }).click();
		const toast = rapporteur.getByRole('group', { name: 'Done' });
		await toast.getByText('2 replaced').waitFor();
		await theirs.getByText('Lucas asks Jørgensen of Lucas\u2019s list, says Olga').waitFor();
		await toast.getByRole('button', { name: 'Undo' }).click();
		await theirs.getByText('Łukasz asks Jørgensen').waitFor();
		expect(await theirs.textContent()).toContain(', says Olga');
	});

	test('is offered to whoever only reads, without replacing', async () => {
		const observer = await windows.open('observer');
		await observer.goto(`/sessions/${meeting.session}`);
		await observer.getByRole('link', { name: /^3 / }).click();
		await observer.getByRole('button', { name: 'Find in this text' }).click();
		const search = observer.getByRole('search');
		await search.getByLabel('Find', { exact: true }).fill('jorgensen');
		await expect.poll(() => search.getByRole('status').textContent()).toBe('1 of 1');
		expect(await search.getByLabel('Replace with').count()).toBe(0);
	});
});

describe('finding over the session', () => {
	let mine: Locator;
	let theirs: Locator;
	const dialog = () => rapporteur.getByRole('dialog', { name: 'Find in the session' });

	test('lists the lines of every text, and opens the place', async () => {
		theirs = await openItem(olga, meeting, 4);
		await say(theirs, 'The Zürich list');
		await saved(olga);
		mine = await openItem(rapporteur, meeting, 2);
		await say(mine, '! @EUROJUST, @Rapporteur ask Zürich by 26 July');
		await mine.press('Enter');
		await saved(rapporteur);
		await rapporteur.keyboard.press('Control+Shift+F');
		await dialog().getByLabel('Find', { exact: true }).fill('zurich');
		await dialog().getByText('2 matches in 2 texts').waitFor();
		expect(await violations(rapporteur)).toEqual([]);
		await dialog().getByRole('button', { name: 'The Zürich list' }).click();
		mine = rapporteur.getByRole('textbox', { name: /^Notes of item 4,/ });
		await mine.getByText('The Zürich list').waitFor();
		await expect.poll(() => rapporteur.evaluate(() => getSelection()?.toString())).toBe('Zürich');
	});

	test('replaces in all of them after asking, and takes it back', async () => {
		await rapporteur.getByRole('button', { name: 'Find in the session' }).click();
		await dialog().getByText('2 matches in 2 texts').waitFor();
		await dialog().getByLabel('Replace with').fill('Basel');
		await dialog().getByRole('button', { name: 'Replace all' }).click();
		const question = rapporteur.getByRole('dialog', { name: 'Replace in the session?' });
		await question.getByText('2 matches in 2 texts will become “Basel”, for everybody.').waitFor();
		await question.getByRole('button', { name: 'Replace all' }).click();
		await rapporteur.getByText('2 replaced in 2 texts').waitFor();
		await theirs.getByText('The Basel list').waitFor();
		await say(theirs, 'said Olga');
		await dialog().getByRole('button', { name: 'Undo the replacing' }).click();
		await theirs.getByText('The Zürich list').waitFor();
		expect(await theirs.textContent()).toContain('said Olga');
		await dialog().getByText('2 matches in 2 texts').waitFor();
		expect(windows.complaints).toEqual([]);
	});
});
