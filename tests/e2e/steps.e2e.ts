import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { caretTold, openItem, openWindows, saved, type Windows } from '../support/windows.ts';

const REST = 700; // ms of rest that end a step of undo

let meeting: Meeting;
let windows: Windows;
let page: Page;
let mine: Locator;
let theirs: Locator;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	page = await windows.open('rapporteur');
	mine = await openItem(page, meeting, 3);
	theirs = await openItem(await windows.open('olga'), meeting, 3);
});
beforeEach(async () => {
	await mine.press('Control+a');
	await mine.press('Delete');
	await expect.poll(() => linesOf(theirs)).toEqual(['']);
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

/** The lines on the screen, without the names of carets. */
const linesOf = (text: Locator) =>
	text.evaluate((node) =>
		[...node.children].map((line) => {
			const copy = line.cloneNode(true) as Element;
			for (const caret of copy.querySelectorAll('.caret')) caret.remove();
			return copy.textContent;
		})
	);

async function both(...lines: string[]): Promise<void> {
	for (const text of [mine, theirs]) await expect.poll(() => linesOf(text)).toEqual(lines);
}

async function write(...lines: string[]): Promise<void> {
	for (const [at, line] of lines.entries()) {
		if (at > 0) await mine.press('Enter');
		await mine.pressSequentially(line);
	}
	await both(...lines);
	await saved(page);
}

/** Puts somebody's caret at the end of the line with these words. */
async function caretAt(text: Locator, words: string): Promise<void> {
	await text.locator('p').filter({ hasText: words }).click();
	await text.press('End');
	await caretTold(text);
}

test('what is typed after a redo stands behind it', async () => {
	await mine.pressSequentially('aaa');
	await new Promise((resolve) => setTimeout(resolve, REST)); // the rest itself is what matters here
	await mine.pressSequentially('tt');
	await mine.press('Control+z');
	await mine.press('Control+y');
	await mine.pressSequentially('!');
	await both('aaatt!');
});

describe('a colleague’s caret at the end of a line', () => {
	beforeEach(async () => {
		await write('one', 'two', 'three', 'four');
		await caretAt(theirs, 'three');
	});

	test('stays there when the line becomes a heading', async () => {
		await caretAt(mine, 'three');
		await page.getByRole('button', { name: 'Heading', exact: true }).click();
		await theirs.getByRole('heading', { name: 'three' }).waitFor();
		await theirs.pressSequentially('!');
		await both('one', 'two', 'three!', 'four');
	});

	test('stays at the end of the second half when it is split', async () => {
		await caretAt(mine, 'three');
		for (let letters = 0; letters < 2; letters++) await mine.press('ArrowLeft');
		await caretTold(mine);
		await mine.press('Enter');
		await both('one', 'two', 'thr', 'ee', 'four');
		await theirs.pressSequentially('!');
		await both('one', 'two', 'thr', 'ee!', 'four');
	});

	test('writes a line of its own when the line is deleted', async () => {
		await caretAt(mine, 'three');
		await mine.press('Shift+Home');
		await mine.press('Backspace');
		await mine.press('Backspace');
		await both('one', 'two', 'four');
		await theirs.pressSequentially('!');
		await both('one', 'two', '!', 'four');
	});
});

test('a colleague’s caret in a table that is deleted writes a line of its own', async () => {
	await write('one');
	await mine.press('Enter');
	await page.getByRole('button', { name: 'Table', exact: true }).click();
	await mine.pressSequentially('cell');
	await theirs.locator('th', { hasText: 'cell' }).click();
	await theirs.press('End');
	await caretTold(theirs);
	await page.getByRole('button', { name: 'Change the table' }).click();
	await page.getByRole('button', { name: 'Delete table' }).click();
	await both('one', '');
	await theirs.pressSequentially('!?');
	await both('one', '!?'); // the empty line that is left in its place
});

test('names of carets are not read out among the words', async () => {
	await write('Some words to read');
	await caretAt(theirs, 'Some words to read');
	await theirs.press('Home');
	for (let letters = 0; letters < 2; letters++) await theirs.press('ArrowRight');
	const behind = () =>
		mine.locator('.caret').evaluate((caret) => caret.previousSibling?.textContent ?? '');
	await expect.poll(behind).toBe('So');
	expect(await mine.ariaSnapshot()).toMatch(/: Some words to read$/m);
});

test('Esc and Tab lead out of a table and out of a list, as the text says', async () => {
	const isInside = () => mine.evaluate((node) => node.contains(document.activeElement));
	await page.getByRole('button', { name: 'Table', exact: true }).click();
	await mine.pressSequentially('first');
	await mine.press('Tab');
	await mine.pressSequentially('second');
	expect(await isInside()).toBe(true);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Tab');
	expect(await isInside()).toBe(false);
	const description = await mine.evaluate(
		(node) => document.getElementById(node.getAttribute('aria-describedby') ?? '')?.textContent
	);
	expect(description).toBe('Esc, then Tab, leaves the text.');
	expect(windows.complaints).toEqual([]);
});
