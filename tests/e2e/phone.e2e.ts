// A delegate's whole session on a phone: everything is told, and at most two taps away.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { giveToOlga } from '../support/given-action.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, startSession, type Windows } from '../support/windows.ts';

const PHONE = { width: 390, height: 844 };
/** An old phone, and a desktop that is enlarged to 200 %. */
const SMALL = [
	{ width: 320, height: 640 },
	{ width: 720, height: 450 }
];
const SHARE = 0.6; // of the height, for content

let meeting: Meeting;
let windows: Windows;
let chair: Page;
let olga: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	chair = await windows.open('chair');
	olga = await windows.open('olga', { viewport: PHONE, hasTouch: true, isMobile: true });
	await openItem(chair, meeting, 4);
	await startSession(chair);
	await olga.goto(`/sessions/${meeting.session}`);
	await saved(olga);
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const notes = (page: Page, number: number) =>
	page.getByRole('textbox', { name: new RegExp(`^Notes of item ${number},`) });
const panels = () => olga.getByRole('navigation', { name: 'Panels' });

/** Nothing hangs out of the side of the screen. */
async function fits(): Promise<void> {
	const wide = () => olga.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	await expect.poll(wide).toBeLessThanOrEqual(0);
}

describe('a delegate with a phone', () => {
	test('reads what runs, and goes along', async () => {
		await notes(olga, 1).waitFor();
		await fits();
		expect(await violations(olga)).toEqual([]);
		await chair.keyboard.press('Alt+N');
		await notes(olga, 2).waitFor();
	});

	test('asks for the floor with one tap, and is told when it is given', async () => {
		await olga.getByRole('button', { name: /^Ask for the floor/ }).tap();
		const call = chair.getByRole('group', { name: 'Who asks for the floor' });
		await call.getByText(/^US-DOJ asks for the floor/).waitFor();
		await call.getByRole('button', { name: /^Give floor to/ }).click();
		await olga.getByText('You have the floor').first().waitFor();
		await fits();
	});

	test('raises a point of order with two, which the chair hears at once', async () => {
		await panels()
			.getByRole('button', { name: /^Floor/ })
			.tap();
		await chair.getByRole('tab', { name: /^Floor/ }).click();
		await chair.getByRole('button', { name: /^End/ }).click();
		await olga.getByRole('button', { name: 'Raise a point of order' }).tap();
		await chair.getByRole('group', { name: 'Who asks for the floor' }).waitFor();
		await chair
			.getByText(/^Point of order: US-DOJ/)
			.first()
			.waitFor();
		await olga.getByRole('button', { name: 'Close panel' }).tap();
	});

	test('sees that a wording is read back, and answers with two taps', async () => {
		await notes(chair, 2).or(notes(chair, 4)).first().waitFor();
		await chair.getByRole('tab', { name: /^Decisions/ }).click();
		await chair
			.locator('aside')
			.getByRole('button', { name: /^Edit JS-01-C1/ })
			.click();
		await chair.getByRole('button', { name: /^Read back/ }).click();
		await chair.keyboard.press('Escape');
		await olga.getByRole('button', { name: 'Answer' }).tap();
		await fits();
		expect(await violations(olga)).toEqual([]);
		const dialog = olga.getByRole('dialog');
		await dialog
			.getByRole('button', { name: /^Agree/ })
			.first()
			.tap();
		await dialog.getByText(/1 of \d+ delegations have answered/).waitFor();
		await olga.getByRole('button', { name: 'Close' }).tap();
	});

	test('is told of an action, and accepts it with two taps', async () => {
		const action = await giveToOlga(meeting, 'name two contact points', '2030-09-01');
		const toast = olga.getByRole('group', { name: /^An action was assigned to you/ });
		await toast.getByRole('link').tap();
		const card = olga.locator(`[data-action="${action}"]`).filter({ visible: true });
		await card.getByRole('button', { name: 'Accept' }).tap();
		await card.getByText('Accepted').waitFor();
		await fits();
	});

	test('has every panel one tap away', async () => {
		for (const name of ['Agenda', 'Actions', 'Decisions', 'Floor', 'People']) {
			await panels()
				.getByRole('button', { name: new RegExp(`^${name}`) })
				.tap();
			const close = name === 'Agenda' ? 'Close agenda' : 'Close panel';
			await olga.getByRole('button', { name: close }).tap();
		}
		await olga.getByRole('button', { name: 'More' }).tap();
		await olga.getByRole('link', { name: 'Minutes' }).waitFor();
		await olga.keyboard.press('Escape');
	});

	test.each(SMALL)('keeps most of $width × $height for what is read', async (viewport) => {
		await olga.setViewportSize(viewport);
		const main = olga.locator('main#main');
		await expect
			.poll(async () => ((await main.boundingBox())?.height ?? 0) / viewport.height)
			.toBeGreaterThanOrEqual(SHARE);
		await fits();
		await olga.setViewportSize(PHONE);
	});

	test('meets no error', () => {
		expect(windows.complaints).toEqual([]);
	});
});
