import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { casesOf } from '../support/cases.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

const ARABIC = 'إرسال قائمة الشركات';

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

const type = async (line: string) => {
	await page.keyboard.insertText(line);
	await page.keyboard.press('Enter');
};

/** Where a part of the words stands from the left, in the last element that holds it. */
const leftOf = (part: string) =>
	page.evaluate((wanted) => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		let left = NaN;
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const at = node.textContent?.indexOf(wanted) ?? -1;
			if (at < 0 || !node.parentElement?.checkVisibility()) continue;
			const range = document.createRange();
			range.setStart(node, at);
			range.setEnd(node, at + wanted.length);
			left = range.getBoundingClientRect().left;
		}
		return left;
	}, part);

test.each(casesOf('15-lines.txt'))(
	'%j reads as stored in the text, and shows its control',
	async (line = '') => {
		await page.keyboard.press('Enter');
		await type(line);
		const paragraph = notes.locator('p', { hasText: line.slice(-6) }).last();
		await paragraph.locator('.direction-control[title*="U+20"]').waitFor();
		const [first = '', last = ''] = line.split(/\s*[\u202e\u2067]\s*/);
		expect(await leftOf(first)).toBeLessThan(await leftOf(last));
		expect(await leftOf(last.slice(0, 2))).toBeLessThan(await leftOf(last.slice(-3)));
	}
);

test.each(casesOf('15-lines.txt'))(
	'%j reads as stored on a card and in the register',
	async (line = '') => {
		await page.keyboard.press('Enter');
		await type(`! @US-DOJ ${line} by 30 Sept`);
		const card = notes.locator('[data-action]').last();
		await card.getByRole('img', { name: /U\+20/ }).waitFor();
		const words = line.replaceAll(/[\u202e\u2067]/g, '');
		await expect.poll(() => card.locator('p').first().textContent()).toBe(words);
		expect(await leftOf(words.slice(-6, -3))).toBeLessThan(await leftOf(words.slice(-3)));
	}
);

test('each block of the text begins where its own script does', async () => {
	await type(ARABIC);
	await type('English words');
	await page.getByRole('button', { name: 'List', exact: true }).click();
	await type(`${ARABIC} US-DOJ`);
	const side = (element: Locator) => element.evaluate((one) => getComputedStyle(one).direction);
	expect(await side(notes.locator('p', { hasText: ARABIC }).first())).toBe('rtl');
	expect(await side(notes.locator('p', { hasText: 'English words' }).last())).toBe('ltr');
	expect(await side(notes.locator('ul', { hasText: ARABIC }).last())).toBe('rtl');
	await page.keyboard.press('Enter');
});

test('Arabic words stay between their reference and their date, in the register and on the minutes page', async () => {
	await type(`! @US-DOJ ${ARABIC} 12 by 30 Sept`);
	await notes.locator('[data-action]', { hasText: ARABIC }).getByText('30 September').waitFor();
	await saved(page);
	const wording = page.getByRole('link', { name: new RegExp(ARABIC) });
	await expect
		.poll(async () => {
			await page.goto('/actions?show=all');
			return wording.count();
		})
		.toBe(1);
	expect(await wording.evaluate((one) => getComputedStyle(one).direction)).toBe('rtl');
	await page.goto(`/sessions/${meeting.session}/minutes`);
	const paper = page.frameLocator('iframe');
	const line = paper.locator('p.record', { hasText: ARABIC });
	const order = await line.evaluate((one) => {
		const range = document.createRange();
		const places = [...one.querySelectorAll('strong, em')].map((part) => part.getClientRects()[0]);
		const words = [...one.childNodes].find((node) => node.textContent?.includes('12'));
		if (!words) throw new Error('no words');
		const at = words.textContent?.indexOf('12') ?? 0;
		range.setStart(words, at);
		range.setEnd(words, at + 2);
		return [places[0]?.left ?? NaN, range.getBoundingClientRect().left, places.at(-1)?.left ?? NaN];
	});
	expect(order).toEqual(order.toSorted((one, other) => one - other));
	expect(windows.complaints).toEqual([]);
});
