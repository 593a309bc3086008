import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { casesOf } from '../support/cases.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { caretTold, openItem, openWindows, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let page: Page;
let notes: Locator;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	page = await windows.open('rapporteur');
	notes = await openItem(page, meeting, 3);
	await toEnd(notes);
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const type = (words: string) => page.keyboard.insertText(words);

const paste = (words: string) =>
	notes.evaluate((field, text) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', text);
		field.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
		);
	}, words);

/** The words and addresses of the links in the last line, and the line. */
const lastLine = () =>
	notes.evaluate((field) => {
		const line = [...field.querySelectorAll('p')].findLast((one) => one.textContent !== '');
		const links = [...(line?.querySelectorAll('a') ?? [])];
		return {
			text: line?.textContent,
			links: links.map((link) => [link.textContent, link.getAttribute('href')])
		};
	});

const A = 'https://example.org/a';

test.each(casesOf('35-link.tsv'))('%s: %s', async (how = '', outcome = '') => {
	await page.keyboard.press('Enter');
	for (const [, act, quoted, pasted] of how.matchAll(
		/(type|paste) (?:"([^"]*)"|plain text (\S+?)(?=,))/g
	))
		if (act === 'type') await type(quoted ?? '');
		else await paste(pasted ?? '');
	const [, address = ''] = /exactly (\S+)/.exec(outcome) ?? [];
	expect((await lastLine()).links).toEqual([[address, address]]);
});

test('punctuation, quotes and a bracket behind an address are not part of it', async () => {
	const bracketed = 'https://a.example/b_(c)';
	for (const [typed, address] of [
		[`(${A}). Next`, A],
		[`“${A}”, and`, A],
		[`(${bracketed}) is`, bracketed]
	] as const) {
		await page.keyboard.press('Enter');
		await page.keyboard.type(typed);
		expect(await lastLine()).toEqual({ text: typed, links: [[address, address]] });
		await page.keyboard.press('Enter');
		await paste(typed);
		await type(' more');
		expect(await lastLine()).toEqual({ text: `${typed} more`, links: [[address, address]] });
	}
});

test('an address is a link once a new line follows, and whole if its end was typed after pasting', async () => {
	await page.keyboard.press('Enter');
	await type(`see ${A}.`);
	expect((await lastLine()).links).toEqual([]);
	await page.keyboard.press('Enter');
	expect((await lastLine()).links).toEqual([[A, A]]);
	await paste(A);
	await page.keyboard.type('/b is');
	expect((await lastLine()).links).toEqual([[`${A}/b`, `${A}/b`]]);
});

test('an address pasted on selected words is their link', async () => {
	await page.keyboard.press('Enter');
	await type('the list');
	for (let letter = 0; letter < 4; letter++) await page.keyboard.press('Shift+ArrowLeft');
	await caretTold(notes);
	await paste(A);
	await page.keyboard.press('ArrowRight');
	await type(' of firms');
	expect(await lastLine()).toEqual({ text: 'the list of firms', links: [['list', A]] });
	expect(windows.complaints).toEqual([]);
});
