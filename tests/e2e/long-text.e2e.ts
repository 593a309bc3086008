import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, toEnd, type Windows } from '../support/windows.ts';

const LINES = 600;
const WORDS = 60;
const SLOWER = 2; // times, than the machine

let meeting: Meeting;
let windows: Windows;
let page: Page;
let notes: Locator;

const lineOf = (number: number) =>
	`Line ${number} of the notes says what the delegations said, in more words than one line of the screen holds.`;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	page = await windows.open('rapporteur');
	notes = await openItem(page, meeting, 3);
	await toEnd(notes);
	await paste(Array.from({ length: LINES }, (_, number) => lineOf(number)).join('\n'));
	await notes.getByText(lineOf(LINES - 1)).waitFor();
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const paste = (words: string) =>
	notes.evaluate((field, text) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', text);
		const how = { clipboardData, bubbles: true, cancelable: true };
		field.dispatchEvent(new ClipboardEvent('paste', how));
	}, words);

const lastLines = (count: number) =>
	notes.evaluate(
		(field, last) => [...field.children].slice(-last).map((line) => line.textContent),
		count
	);

/** Two frames later, as lines that come into sight are laid out in the first. */
const drawn = () =>
	page.evaluate(
		() =>
			new Promise((resolve) =>
				requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))
			)
	);

const isInSight = (line: Locator) =>
	line.evaluate((element) => {
		const { top, bottom } = element.getBoundingClientRect();
		return top >= 0 && bottom <= innerHeight;
	});

describe('a text of which most lines are out of sight', () => {
	test('takes a word at once where Control and End, or Home, lead', async () => {
		await page.keyboard.press('Control+Home');
		await page.keyboard.type('first');
		await page.keyboard.press('Enter');
		await page.keyboard.type('second');
		await page.keyboard.press('Control+End');
		await page.keyboard.type('last');
		const [first, second] = await notes.evaluate((field) =>
			[...field.children].slice(0, 2).map((line) => line.textContent)
		);
		expect(first).toBe('first');
		expect(second).toMatch(/^second/);
		expect(await lastLines(1)).toEqual([`${lineOf(LINES - 1)}last`]);
		await drawn();
		await expect.poll(() => isInSight(notes.locator(':scope > :last-child'))).toBe(true);
	});

	test('keeps words whole that are typed right after Enter, on a busy machine', async () => {
		const colleague = await openItem(await windows.open('olga'), meeting, 3);
		const devTools = await page.context().newCDPSession(page);
		await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
		await page.keyboard.press('Control+End');
		await colleague.press('Control+Home');
		const meanwhile = colleague.pressSequentially('They write. '.repeat(5), { delay: 30 });
		const typed = Array.from({ length: WORDS }, (_, number) => `word${number}`);
		for (const word of typed) {
			await page.keyboard.press('Enter');
			await page.keyboard.insertText(word.slice(0, 1));
			await page.keyboard.type(word.slice(1));
		}
		await meanwhile;
		await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
		expect(await lastLines(WORDS)).toEqual(typed);
	});

	test('goes to a line that was never in sight, and finds its words', async () => {
		await page.keyboard.press('Control+Home');
		await drawn();
		const line = notes.getByText(lineOf(317));
		await line.evaluate((element) => element.scrollIntoView({ block: 'center' }));
		await drawn();
		expect(await isInSight(line)).toBe(true);
		const isFound = await page.evaluate(
			(words) => (window as unknown as { find: (words: string) => boolean }).find(words),
			'Line 471 of the notes'
		);
		expect(isFound).toBe(true);
	});

	test('is printed whole', async () => {
		await page.emulateMedia({ media: 'print' });
		const skipped = await notes.evaluate((field) =>
			[...field.children].filter((line) => getComputedStyle(line).contentVisibility !== 'visible')
		);
		await page.emulateMedia({ media: 'screen' });
		expect(skipped).toEqual([]);
		expect(windows.complaints).toEqual([]);
	});
});
