// A chair's whole session without a mouse.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openWindows, saved, type Windows } from '../support/windows.ts';

/** A person gives up long before. */
const MOST_STEPS = 120;

let meeting: Meeting;
let windows: Windows;
let chair: Page;
let olga: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	chair = await windows.open('chair');
	olga = await windows.open('olga');
	await olga.goto(`/sessions/${meeting.session}`);
	await saved(olga);
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

/** The name that a screen reader says of what has the focus. */
const focused = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const { activeElement: on } = document;
		const labelled = on?.getAttribute('aria-label') ?? '';
		const own = on instanceof HTMLElement ? on.innerText : '';
		const label = on instanceof HTMLInputElement ? (on.labels?.[0]?.innerText ?? '') : '';
		return (labelled || label || own).replaceAll(/\s+/g, ' ').trim();
	});

/** Goes on with Tab until something of this name has the focus. */
async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
	for (let step = 0; step < MOST_STEPS; step++) {
		if (name.test(await focused(chair))) return;
		await chair.keyboard.press(key);
	}
	throw new Error(`${name.source} is not reached by ${key}, but “${await focused(chair)}”`);
}

const bar = (page: Page) => page.getByRole('region', { name: 'What is running' });
const runs = (page: Page, title: string) =>
	bar(page).locator('.name', { hasText: title }).waitFor();

describe('a chair without a mouse', () => {
	test('opens the session from home and starts it', async () => {
		await tabTo(/^Joint meeting on keeping/);
		await chair.keyboard.press('Enter');
		await saved(chair);
		await tabTo(/^Start the session/);
		await chair.keyboard.press('Enter');
		await chair.getByRole('dialog', { name: 'Start it today?' }).waitFor();
		await tabTo(/^Start the session/);
		await chair.keyboard.press('Enter');
		await runs(olga, 'Opening remarks');
	});

	test('moves on, takes a slip back, and gives the item more time', async () => {
		await chair.keyboard.press('Alt+N');
		await runs(olga, 'Threat picture');
		await tabTo(/^Undo$/, 'Shift+Tab');
		await chair.keyboard.press('Enter');
		await runs(olga, 'Opening remarks');
		await chair.keyboard.press('Alt+N');
		await runs(olga, 'Threat picture');
	});

	test('gives the floor to who asks', async () => {
		await olga.keyboard.press('Alt+Q');
		await chair
			.getByText(/^US-DOJ asks for the floor/)
			.first()
			.waitFor();
		await tabTo(/^Give floor to/);
		await chair.keyboard.press('Enter');
		await olga.getByText('You have the floor').first().waitFor();
	});

	test('writes a decision in the notes, and records it', async () => {
		await tabTo(/^Notes of item 2,/);
		await chair.keyboard.press('Control+End');
		await chair.keyboard.press('Enter');
		await chair.keyboard.type('= agreed: to share the list');
		await chair.keyboard.press('Enter');
		await chair.getByText('JS-01-D1').first().waitFor();
		await chair.keyboard.press('Escape');
		await tabTo(/^Record JS-01-D1/, 'Shift+Tab');
		await chair.keyboard.press('Enter');
		await chair.getByText('Recorded by the chair').first().waitFor();
	});

	test('takes a break until a time, and resumes', async () => {
		await tabTo(/^Suspend the session/, 'Shift+Tab');
		await chair.keyboard.press('Enter');
		await tabTo(/^15 min/);
		await chair.keyboard.press('Enter');
		await bar(olga)
			.getByText(/^Suspended until/)
			.first()
			.waitFor();
		await tabTo(/^Resume/, 'Shift+Tab');
		await chair.keyboard.press('Enter');
		await bar(olga).getByText('Running').first().waitFor();
	});

	test('closes the session, and mends on the way what is missing', async () => {
		await tabTo(/^Close the session/);
		await chair.keyboard.press('Enter');
		await chair.getByRole('dialog', { name: 'Close the session?' }).waitFor();
		await tabTo(/^Close the session/);
		await chair.keyboard.press('Enter');
		await chair.getByRole('dialog', { name: 'Before the session is closed' }).waitFor();
		await tabTo(/^They are excused/);
		await chair.keyboard.press('Enter');
		await tabTo(/^Reason for closing anyway/);
		await chair.keyboard.type('The conclusions follow in writing.');
		await chair.keyboard.press('Enter');
		for (const page of [chair, olga])
			await bar(page)
				.getByText(/^Closed at/)
				.waitFor();
		expect(windows.complaints).toEqual([]);
	});
});
