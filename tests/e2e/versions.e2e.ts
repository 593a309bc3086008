import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let rapporteur: Page;
let olga: Page;
let mine: Locator;
let theirs: Locator;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	rapporteur = await windows.open('rapporteur');
	olga = await windows.open('olga');
	mine = await openItem(rapporteur, meeting, 3);
	theirs = await openItem(olga, meeting, 3);
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const versionsOf = async (page: Page) => {
	await page.getByRole('button', { name: 'Versions', exact: true }).click();
	return page.getByRole('dialog', { name: /^Versions of/ });
};

describe('versions of the notes', () => {
	test('the first one is kept, and another open list shows it', async () => {
		const list = await versionsOf(olga);
		await list.getByText('No version is kept yet').waitFor();
		const dialog = await versionsOf(rapporteur);
		await dialog.getByLabel('Name for the text as it is now').fill('First reading');
		await dialog.getByLabel('Name for the text as it is now').press('Enter');
		await dialog.getByText('“First reading” is kept.').waitFor();
		await list.getByRole('radio', { name: /First reading/ }).waitFor();
		for (const page of [rapporteur, olga]) await page.keyboard.press('Escape');
		await expect.poll(() => rapporteur.getByRole('dialog').count()).toBe(0);
		await expect
			.poll(() => rapporteur.evaluate(() => document.activeElement?.textContent?.trim()))
			.toBe('Versions');
	});

	test('later typing is seen by both, and is not in the version', async () => {
		await toEnd(mine);
		await mine.pressSequentially(' Added by the rapporteur.');
		await expect.poll(() => theirs.textContent()).toContain('Added by the rapporteur.');
		await toEnd(theirs);
		await theirs.press('Enter');
		await theirs.pressSequentially('A paragraph of Olga.');
		await expect.poll(() => mine.textContent()).toContain('A paragraph of Olga.');
		for (const page of [rapporteur, olga]) await saved(page);
		const dialog = await versionsOf(rapporteur);
		const text = dialog.getByRole('region', { name: /First reading/ });
		await text.getByRole('heading', { name: /^3/ }).waitFor();
		expect(await text.textContent()).not.toContain('Added by the rapporteur.');
		await rapporteur.keyboard.press('Escape');
	});

	test('what changed since is shown by words', async () => {
		const dialog = await versionsOf(rapporteur);
		await dialog.getByRole('button', { name: 'What changed' }).click();
		const text = dialog.getByRole('region', { name: /First reading/ });
		await text.locator('ins', { hasText: 'Added by the rapporteur.' }).waitFor();
		await text.locator('ins', { hasText: 'A paragraph of Olga.' }).waitFor();
		expect(await violations(rapporteur)).toEqual([]);
		await rapporteur.keyboard.press('Escape');
	});

	test('who wrote what is told by name and delegation, for now and for a version', async () => {
		const dialog = await versionsOf(rapporteur);
		await dialog.getByRole('radio', { name: 'The text as it is now' }).check({ force: true });
		await dialog.getByRole('button', { name: 'Who wrote what' }).click();
		const text = dialog.getByRole('region', { name: 'Text of “The text as it is now”' });
		const line = (words: string) => text.locator('.line', { hasText: words });
		await line('A paragraph of Olga.').getByText('US-DOJ').waitFor();
		const names = await line('Added by the rapporteur.').getByRole('listitem').allTextContents();
		expect(names.join()).toMatch(/Rapporteur, Eurojust.EUROJUST/);
		expect(await violations(rapporteur)).toEqual([]);
		await dialog.getByRole('radio', { name: /First reading/ }).check({ force: true });
		await dialog
			.getByRole('region', { name: /First reading/ })
			.locator('.line')
			.first()
			.waitFor();
		expect(await dialog.getByText('A paragraph of Olga.').count()).toBe(0);
		await rapporteur.keyboard.press('Escape');
	});

	test('two kept versions are compared with each other, the older one first', async () => {
		const dialog = await versionsOf(rapporteur);
		await dialog.getByLabel('Name for the text as it is now').fill('Second reading');
		await dialog.getByLabel('Name for the text as it is now').press('Enter');
		await dialog.getByText('“Second reading” is kept.').waitFor();
		await dialog.getByRole('button', { name: 'What changed' }).click();
		await dialog.getByText('Nothing differs between the two.').waitFor();
		await dialog.getByLabel('Compared with').selectOption({ label: 'First reading' });
		await dialog.getByText('From “First reading” to “Second reading”').waitFor();
		await dialog.locator('ins', { hasText: 'A paragraph of Olga.' }).waitFor();
		expect(await violations(rapporteur)).toEqual([]);
		await rapporteur.keyboard.press('Escape');
	});

	test('a delegate with the notes open sees the restored text, and so does the rapporteur', async () => {
		// Nobody is writing any more, or their line would stay.
		await expect.poll(() => rapporteur.getByText(/(is|are) typing/).count()).toBe(0);
		const dialog = await versionsOf(rapporteur);
		await dialog.getByRole('radio', { name: /First reading/ }).check({ force: true });
		await dialog.getByRole('button', { name: 'Restore this version' }).click();
		await dialog.getByText('“First reading” is restored.').waitFor();
		for (const notes of [mine, theirs])
			await expect.poll(() => notes.textContent()).not.toMatch(/Added by|paragraph of Olga/);
		await rapporteur.keyboard.press('Escape');
	});

	test('“Before restoring” brings the newer text back for both', async () => {
		const dialog = await versionsOf(olga);
		const before = dialog.getByRole('radio', { name: /^Before restoring “First reading”/ }).first();
		await before.check({ force: true });
		await dialog.getByText('A paragraph of Olga.').waitFor();
		await dialog.getByRole('button', { name: 'Restore this version' }).click();
		for (const notes of [mine, theirs]) {
			await expect.poll(() => notes.textContent()).toContain('Added by the rapporteur.');
			await expect.poll(() => notes.textContent()).toContain('A paragraph of Olga.');
		}
		await olga.keyboard.press('Escape');
	});

	test('one item is restored, and the others stay as they are', async () => {
		const other = await openItem(rapporteur, meeting, 2);
		await toEnd(other);
		await other.pressSequentially(' Stays in item 2.');
		await saved(rapporteur);
		mine = await openItem(rapporteur, meeting, 3);
		const dialog = await versionsOf(rapporteur);
		await dialog.getByRole('radio', { name: /^First reading/ }).check({ force: true });
		await dialog.getByRole('button', { name: 'Restore item 3 only' }).click();
		await dialog.getByText(/^Item 3 is as in “First reading”/).waitFor();
		await expect.poll(() => theirs.textContent()).not.toMatch(/Added by|paragraph of Olga/);
		await rapporteur.keyboard.press('Escape');
		expect(await (await openItem(rapporteur, meeting, 2)).textContent()).toContain(
			'Stays in item 2.'
		);
	});

	test('an observer can read them, but is offered neither keeping nor restoring', async () => {
		const observer = await windows.open('observer');
		await openItem(observer, meeting, 3);
		const dialog = await versionsOf(observer);
		await dialog.getByRole('radio', { name: /^First reading/ }).waitFor();
		await dialog.getByRole('heading', { name: /^3/ }).waitFor();
		expect(await dialog.getByRole('button', { name: /Restore|Keep/ }).count()).toBe(0);
		expect(windows.complaints).toEqual([]);
	});
});

describe('restoring while somebody writes', () => {
	const linesIn = (notes: Locator) =>
		notes.evaluate((text) =>
			[...text.children].map(({ textContent }) => textContent.replace(/\u2060.*/, ''))
		);

	test('their line and their caret stay, though the version does not have it', async () => {
		const notes = await openItem(olga, meeting, 4);
		const other = await openItem(rapporteur, meeting, 4);
		await toEnd(notes);
		await notes.press('Enter');
		await notes.pressSequentially('Standing line.');
		await saved(olga);
		const dialog = await versionsOf(rapporteur);
		await dialog.getByLabel('Name for the text as it is now').fill('Standing');
		await dialog.getByLabel('Name for the text as it is now').press('Enter');
		await dialog.getByText('“Standing” is kept.').waitFor();
		await notes.press('Enter');
		const words = 'What somebody is writing while the chair restores an older text stays.';
		const typed = notes.pressSequentially(words, { delay: 80 });
		await expect.poll(() => other.textContent()).toContain('What somebody is writing');
		await dialog.getByRole('button', { name: 'Restore item 4 only' }).click();
		await dialog.getByText(/^Item 4 is as in “Standing”/).waitFor();
		await typed;
		await saved(olga);
		expect((await linesIn(notes)).slice(-2)).toEqual(['Standing line.', words]);
		await expect.poll(async () => (await linesIn(other)).at(-1)).toBe(words);
		await rapporteur.keyboard.press('Escape');
	});
});
