import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { BlockingProxy, type Treatment } from '../support/blocking-proxy.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

const OPENS_WITHIN = 10_000; // ms
const WORDS = 5;

let meeting: Meeting;
let windows: Windows;
let proxy: BlockingProxy | undefined;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
});
afterEach(async () => {
	for (const context of windows.browser.contexts()) await context.close();
	await proxy?.close();
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

/** Opens an agenda item through the proxy; fails when that takes longer than people wait. */
async function enter(who: Who, item: number): Promise<{ page: Page; notes: Locator }> {
	const page = await windows.open(who, proxy ? { through: proxy.address } : {});
	page.setDefaultTimeout(OPENS_WITHIN);
	const notes = await openItem(page, meeting, item);
	await toEnd(notes);
	return { page, notes };
}

const quietLine = (page: Page) => page.getByText('Slower line: this network blocks WebSockets');

/** How often each word stands in a text; none of them is part of another. */
async function counts(notes: Locator, words: readonly string[]): Promise<number[]> {
	const text = (await notes.textContent()) ?? '';
	return words.map((word) => text.split(word).length - 1);
}

const once = Array.from({ length: 2 * WORDS }, () => 1);

describe('in a network that blocks WebSockets', () => {
	it.each<[Treatment, number]>([
		['refused', 1],
		['hanging', 2],
		['cut', 3],
		['stripped', 4],
		['swallowed', 5]
	])('they are %s: two people type in a note, and are back on sockets later', async (way, item) => {
		proxy = await BlockingProxy.start(meeting.address, way);
		const [olga, chair] = [await enter('olga', item), await enter('chair', item)];
		const words = (whose: string) =>
			Array.from({ length: WORDS }, (_, at) => `${whose}${way}${at}.`);
		const [hers, theirs] = [words('o'), words('c')];
		for (let at = 0; at < WORDS; at++) {
			await Promise.all([
				olga.notes.pressSequentially(`${hers[at]} `),
				chair.notes.pressSequentially(`${theirs[at]} `)
			]);
		}
		const all = [...hers, ...theirs];
		for (const { page, notes } of [olga, chair]) {
			await saved(page);
			await quietLine(page).waitFor();
			await expect.poll(() => counts(notes, all)).toEqual(once);
		}
		const [via, witness] = [proxy, await withoutProxy('ukraine', item)];
		expect(await counts(witness.notes, all)).toEqual(once);

		// One that is tried again now and then may just be open, and is cut.
		await expect.poll(() => via.sockets).toBe(0);
		via.become('passed');
		await backOnSockets(olga.page);
		await expect.poll(() => via.sockets).toBeGreaterThan(0);
		await olga.notes.pressSequentially(`back${way}`);
		await saved(olga.page);
		for (const { notes } of [chair, witness])
			await expect.poll(() => counts(notes, [`back${way}`, ...all])).toEqual([1, ...once]);
		expect(windows.complaints).toEqual([]);
	});

	it('the line that says so is accessible', async () => {
		proxy = await BlockingProxy.start(meeting.address, 'refused');
		const { page } = await enter('olga', 1);
		await quietLine(page).waitFor();
		expect(await violations(page)).toEqual([]);
	});
});

/** Somebody at home, who reads what the server has. */
async function withoutProxy(who: Who, item: number) {
	const kept = proxy;
	proxy = undefined;
	const entered = await enter(who, item);
	proxy = kept;
	return entered;
}

/** The computer has moved to another network, and its browser says so. */
async function backOnSockets(page: Page): Promise<void> {
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	await quietLine(page).waitFor({ state: 'detached' });
	await page.locator('[data-saved="saved"]').waitFor();
}
