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
	const notes = await openItem(rapporteur, meeting, 4);
	await toEnd(notes);
	await notes.press('Enter');
	await notes.pressSequentially('! @EUROJUST, @Rapporteur circulate the draft by 26 July');
	await notes.press('Enter');
	await saved(rapporteur);
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const caretIn = (page: Page) => page.getByRole('dialog').locator('.field-caret');

async function openAction(page: Page): Promise<Locator> {
	await openItem(page, meeting, 4);
	await page.getByRole('button', { name: 'Edit JS-01-A1' }).first().click();
	return page.getByRole('dialog').getByLabel('What is to be done');
}

/** Where the caret of somebody else is drawn in a field, and where the letters before it end. */
const gapAt = (field: Locator, letters: string) =>
	field.evaluate((control: HTMLTextAreaElement, words) => {
		const caret = control.parentElement?.querySelector('.field-caret')?.getBoundingClientRect();
		const pen = document.createElement('canvas').getContext('2d');
		if (!caret || !pen) return Infinity;
		pen.font = getComputedStyle(control).font;
		const start =
			control.getBoundingClientRect().left + parseFloat(getComputedStyle(control).paddingLeft);
		return Math.abs(caret.left - start - control.clientLeft - pen.measureText(words).width);
	}, letters);

describe('the wording of one action in two windows', () => {
	let mine: Locator;
	let theirs: Locator;

	test('has the words of both, who see each other’s carets', async () => {
		[mine, theirs] = [await openAction(rapporteur), await openAction(olga)];
		const before = await mine.inputValue();
		await mine.press('Control+Home');
		await theirs.press('Control+End');
		await Promise.all([
			mine.pressSequentially('First of all: ', { delay: 15 }),
			theirs.pressSequentially(' by both of us', { delay: 15 })
		]);
		const both = `First of all: ${before} by both of us`;
		for (const field of [mine, theirs]) await expect.poll(() => field.inputValue()).toBe(both);
		await expect.poll(() => caretIn(rapporteur).textContent()).toMatch(/\S/);
		await expect.poll(() => caretIn(olga).textContent()).toMatch(/\S/);
		await expect.poll(() => gapAt(theirs, 'First of all: ')).toBeLessThan(2);
	});

	test('keeps the words of each together at one place, and undo takes back one’s own', async () => {
		const before = await mine.inputValue();
		for (const field of [mine, theirs]) await field.press('Control+Home');
		await Promise.all([
			mine.pressSequentially('xxxxyyyy', { delay: 15 }),
			theirs.pressSequentially('11112222', { delay: 15 })
		]);
		await expect.poll(() => mine.inputValue()).toHaveLength(before.length + 16);
		await expect.poll(() => theirs.inputValue()).toBe(await mine.inputValue());
		expect([`xxxxyyyy11112222${before}`, `11112222xxxxyyyy${before}`]).toContain(
			await mine.inputValue()
		);
		await mine.press('Control+z');
		await expect.poll(() => theirs.inputValue()).toBe(`11112222${before}`);
		await theirs.press('Control+z');
		await expect.poll(() => mine.inputValue()).toBe(before);
	});

	test('is not taken back by a form that was opened before, and no other field of it is', async () => {
		await olga.getByLabel('Priority').selectOption('high');
		await olga.getByRole('button', { name: 'Save', exact: true }).click();
		await expect.poll(() => caretIn(rapporteur).count()).toBe(0);
		await rapporteur.getByLabel('Due').fill('2024-10-01');
		await mine.press('Control+End');
		await mine.pressSequentially(', soon');
		await rapporteur.getByRole('button', { name: 'Save', exact: true }).click();
		await saved(rapporteur);
		theirs = await openAction(olga);
		expect(await theirs.inputValue()).toMatch(/^First of all: .* by both of us, soon$/);
		expect(await olga.getByLabel('Priority').inputValue()).toBe('high');
		expect(await olga.getByLabel('Due').inputValue()).toBe('2024-10-01');
	});

	test('says nothing of carets to a reader of the screen, and axe finds nothing', async () => {
		mine = await openAction(rapporteur);
		await mine.press('Control+End');
		await caretIn(olga).waitFor();
		expect(await violations(olga)).toEqual([]);
		expect(windows.complaints).toEqual([]);
	});
});
