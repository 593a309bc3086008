import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
/** A browser of its own. */
let mine: Windows;
let line: Line;
let page: Page;
let theirs: Locator;

beforeEach(async () => {
	meeting = await holdMeeting();
	line = await layLine(meeting.address);
	windows = await openWindows(meeting);
	theirs = await openItem(await windows.open('olga'), meeting, 3);
	mine = await openWindows(meeting, { isCaching: true });
	page = await mine.open('rapporteur', { through: line.address });
});
afterEach(async () => {
	for (const each of [mine, windows]) await each.close();
	await line.close();
	await meeting.end();
});

const notes = () => page.getByRole('textbox', { name: /^Notes of item 3,/ });

async function write(words: string): Promise<void> {
	await toEnd(notes());
	await notes().pressSequentially(words);
}

/** Everybody has the words once. */
async function allHave(words: string): Promise<void> {
	await saved(page);
	for (const text of [notes(), theirs])
		await expect.poll(async () => (await wordsOf(text)).split(words).length).toBe(2);
}

/** Without the names at carets. */
const wordsOf = (text: Locator) =>
	text.evaluate((root) => {
		const copy = root.cloneNode(true) as HTMLElement;
		copy.querySelectorAll('.caret').forEach((caret) => caret.remove());
		return copy.textContent;
	});

describe('a session that is left and come back to', () => {
	it('has every word once, by links and by addresses', async () => {
		await openItem(page, meeting, 3);
		await write(' Before leaving.');
		await saved(page);
		await page.getByRole('link', { name: 'Minutes' }).click(); // within the page
		await page.waitForURL(/minutes/);
		await page.goBack();
		await write(' After the link.');
		await allHave(' Before leaving. After the link.');
		await page.goto('/notifications'); // a page of its own
		await page.goBack();
		await write(' After Back.');
		await allHave(' After Back.');
		await page.goForward();
		await page.waitForURL(/notifications/);
		await toEnd(theirs);
		await theirs.pressSequentially(' By Olga meanwhile.');
		await page.goBack();
		await allHave(' After the link. After Back. By Olga meanwhile.');
		expect(mine.complaints).toEqual([]);
	});
});

describe('a page that sleeps, as in a laptop that is shut', () => {
	let renderers: readonly number[];
	const sleeps = () => renderers.forEach((id) => process.kill(id, 'SIGSTOP'));
	const wakes = () => renderers.forEach((id) => process.kill(id, 'SIGCONT'));
	beforeEach(async () => {
		await openItem(page, meeting, 3);
		await write(' Before the night.');
		await saved(page);
		const devtools = await mine.browser.newBrowserCDPSession();
		const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
		renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
	});
	afterEach(() => wakes());

	it('has every word soon after it wakes, though its line was cut meanwhile', async () => {
		sleeps();
		line.cut();
		await toEnd(theirs);
		await theirs.pressSequentially(' By Olga meanwhile.');
		line.restore();
		wakes();
		await allHave(' Before the night. By Olga meanwhile.');
		await write(' In the morning.');
		await allHave(' By Olga meanwhile. In the morning.');
	});

	it('notices a line that died without a word, and sends over another what was written on it', async () => {
		sleeps();
		line.hush();
		await toEnd(theirs);
		await theirs.pressSequentially(' By Olga meanwhile.');
		wakes();
		await notes().press('Home');
		await notes().pressSequentially('In the morning: ');
		// Driven browsers are never hidden, so they do not say so themselves.
		await page.evaluate(() => document.dispatchEvent(new Event('resume')));
		await allHave('In the morning: ');
		await allHave(' By Olga meanwhile.');
		expect(mine.complaints).toEqual([]);
	});
});
