import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openWindows, saved, startSession, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let line: Line;
let chair: Page;
let far: Page;
let olga: Page;
let rapporteur: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	line = await layLine(meeting.address);
	windows = await openWindows(meeting);
	const room = `/sessions/${meeting.session}`;
	chair = await windows.open('chair');
	far = await windows.open('chair', { through: line.address, timezoneId: 'America/New_York' });
	olga = await windows.open('olga');
	rapporteur = await windows.open('rapporteur');
	for (const page of [chair, far, olga, rapporteur]) {
		await page.goto(room);
		await page.locator('[aria-busy="false"] *').first().waitFor();
		await saved(page);
	}
});

afterAll(async () => {
	await windows?.close();
	await line?.close();
	await meeting?.end();
});

const bar = (page: Page) => page.getByRole('region', { name: 'What is running' });
const runs = (page: Page, title: string) =>
	bar(page).locator('.name', { hasText: title }).waitFor();
const notes = (page: Page, number: number) =>
	page.getByRole('textbox', { name: new RegExp(`^Notes of item ${number},`) });
const next = (page: Page) => bar(page).getByRole('button', { name: /^Next: item/ });

async function clockOf(page: Page): Promise<number> {
	const text = (await bar(page).getByRole('timer').textContent()) ?? '';
	const [, minutes = 0, seconds = 0] = (/(\d+):(\d+)/.exec(text) ?? []).map(Number);
	return minutes * 60 + seconds;
}

describe('a session run by two chairs', () => {
	test('starts for everyone with the first item', async () => {
		await bar(olga).getByText('Not started yet').waitFor();
		await startSession(chair);
		for (const page of [chair, far, olga, rapporteur]) await runs(page, 'Opening remarks');
		await bar(olga).getByText('You are following what is running').waitFor();
	});

	test('moves on by one item when both press Next at once', async () => {
		await Promise.all([next(chair).click(), next(far).click()]);
		for (const page of [chair, far, olga, rapporteur]) {
			await runs(page, 'Threat picture');
			await notes(page, 2).waitFor();
		}
		await olga.getByRole('link', { name: /^1.*done/ }).waitFor();
	});

	test('leaves whoever writes where they are, and one key brings them to the running item', async () => {
		await toEnd(notes(olga, 2));
		await notes(olga, 2).pressSequentially(' Said under item 2');
		await chair.keyboard.press('Alt+N');
		await runs(olga, 'Exchange of information');
		await bar(olga)
			.getByRole('link', { name: /^Item 3 is running: go there/ })
			.waitFor();
		await olga.keyboard.type(', and to the end.');
		await expect.poll(() => notes(rapporteur, 3).count()).toBe(1); // who does not write goes along
		expect(await notes(olga, 2).textContent()).toContain('Said under item 2, and to the end.');
		await olga.keyboard.press('Alt+R');
		await notes(olga, 3).waitFor();
		await olga.keyboard.type('Said under item 3.');
		await expect.poll(() => notes(rapporteur, 3).textContent()).toContain('Said under item 3.');
	});

	test('lets people stay at another item, told what is running and one click away from it', async () => {
		await olga.getByRole('link', { name: /^5/ }).click();
		await notes(olga, 5).waitFor();
		await next(chair).click();
		const back = bar(olga).getByRole('link', { name: /^Item 4 is running: go there/ });
		await back.waitFor();
		await notes(olga, 5).waitFor();
		await olga.keyboard.press('Alt+R');
		await notes(olga, 4).waitFor();
	});

	test('gives the floor to a delegate who asks', async () => {
		for (const page of [olga, chair]) await page.getByRole('tab', { name: /^Floor/ }).click();
		await olga.keyboard.press('Alt+Q');
		await chair.getByRole('button', { name: 'Give floor', exact: true }).click();
		await olga.getByRole('timer', { name: /^Speaking for/ }).waitFor();
		await chair.getByRole('rowheader', { name: 'US-DOJ' }).waitFor();
	});

	test('shows a document to all who follow, until the next item', async () => {
		await chair.getByRole('link', { name: /^Sensitive technologies/ }).click();
		await chair.getByRole('button', { name: 'Show to all' }).click();
		await olga.getByRole('heading', { name: /^Sensitive technologies/, level: 2 }).waitFor();
		await chair.getByRole('button', { name: 'Show to all', pressed: true }).click();
		await notes(olga, 4).waitFor();
		await chair.keyboard.press('Alt+R');
	});

	test('shows who is present, by delegation', async () => {
		await rapporteur.getByRole('tab', { name: 'Attendance' }).click();
		const doj = rapporteur.getByRole('region', { name: 'United States Department of Justice' });
		await doj.getByText(/^remote since/).waitFor();
		await doj.getByRole('button', { name: 'Mark present: Matthew G. Olsen' }).click();
		await doj.getByText(/^in the room since/).waitFor();
	});
});

describe('a chair who loses the connection', () => {
	test('is told that nothing was changed, and moves nothing', async () => {
		line.cut();
		await next(far).click();
		await bar(far).getByText('The server cannot be reached. Nothing was changed').waitFor();
		await next(chair).click();
		await runs(olga, 'Conclusions');
		await runs(far, 'Topical sessions');
	});

	test('sees the running item when back, with the right clock', async () => {
		line.restore();
		await runs(far, 'Conclusions');
		await expect
			.poll(async () => Math.abs((await clockOf(far)) - (await clockOf(chair))))
			.toBeLessThan(2);
	});
});

describe('a server that is killed in the middle of an item', () => {
	test('has the same item running afterwards, with the right clock', async () => {
		const before = await clockOf(chair);
		await meeting.kill();
		await meeting.restart();
		for (const page of [chair, olga, rapporteur]) await runs(page, 'Conclusions');
		const fresh = await windows.open('observer');
		await fresh.goto(`/sessions/${meeting.session}`);
		await runs(fresh, 'Conclusions');
		expect(await clockOf(fresh)).toBeGreaterThanOrEqual(before);
		await expect
			.poll(async () => Math.abs((await clockOf(fresh)) - (await clockOf(chair))))
			.toBeLessThan(2);
	});

	test('closes the session in the end, for everyone', async () => {
		await chair.getByRole('button', { name: 'Close this item' }).click();
		await chair.getByRole('tab', { name: /^Decisions/ }).click();
		for (const reference of ['JS-01-C1', 'JS-01-C2'])
			await chair
				.locator('aside')
				.getByRole('button', { name: `Record ${reference}` })
				.click();
		await bar(chair).getByRole('button', { name: 'Close the session' }).click();
		const dialog = chair.getByRole('dialog', { name: 'Close the session?' });
		await dialog.getByRole('button', { name: 'Close the session' }).click();
		const lacking = chair.getByRole('dialog', { name: 'Before the session is closed' });
		await lacking.getByRole('button', { name: 'They are excused' }).click();
		await lacking.getByRole('button', { name: 'Close the session' }).click();
		for (const page of [chair, olga, rapporteur])
			await bar(page)
				.getByText(/^Closed at/)
				.waitFor();
		expect(windows.complaints).toEqual([]);
	});
});
