import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import {
	openItem,
	openWindows,
	saved,
	startSession,
	toEnd,
	type Windows
} from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let chair: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	chair = await windows.open('chair');
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const waiting = (on: Page) => on.getByRole('region', { name: /Waits for you/ });

/** Prepares sessions of these days, as somebody who keeps their record. */
async function prepare(dates: readonly string[]) {
	for (const [index, date] of dates.entries())
		await meeting.post(
			'rapporteur',
			'/sessions/new',
			new URLSearchParams({
				...{ title: `Session ${index + 1}`, date, startsAt: '', timeZone: 'Europe/Amsterdam' },
				...{ place: '', label: 'TLP:RED', template: 'empty', series: '', newSeries: '' }
			})
		);
}

describe('the first page', () => {
	test('shows what runs the moment it starts, and what waits for the chair', async () => {
		const olga = await windows.open('olga');
		await olga.getByText('Not started').waitFor();
		await chair.goto(`/sessions/${meeting.session}`);
		await startSession(chair);
		const running = olga.getByRole('region', { name: 'Running now' });
		await running.getByText('Opening remarks').waitFor();
		await running.getByRole('timer').waitFor();
		expect(await waiting(olga).count()).toBe(0);

		await chair.goto('/');
		await waiting(chair).getByText('2 proposed decisions and conclusions').waitFor();
		expect(await violations(chair)).toEqual([]);
	});

	test('asks a delegate to accept, with the label of what they are asked', async () => {
		const notes = await openItem(chair, meeting, 4);
		await toEnd(notes);
		await notes.press('Enter');
		await notes.pressSequentially('! @US-DOJ, @Delegate.US-DOJ share the list by 26 July');
		await notes.press('Enter');
		await saved(chair);
		const olga = await windows.open('olga');
		const asked = waiting(olga).getByRole('listitem').filter({ hasText: 'share the list' });
		// The action reaches the register a moment after the room, perhaps before this page hears of it.
		await expect.poll(() => olga.reload().then(() => asked.count())).toBe(1);
		await asked.getByText('Accept').waitFor();
		await asked.getByText('TLP:CLEAR').waitFor();
		await asked.getByRole('link').click();
		const accept = olga.getByRole('button', { name: 'Accept' });
		await accept.first().click();
		await expect.poll(() => accept.count()).toBe(0);
		await olga.goto('/');
		await olga.getByRole('heading', { name: 'Overdue' }).waitFor();
		expect(await waiting(olga).count()).toBe(0);
	});

	test('has the nearest session first, and finds those that are folded away', async () => {
		await prepare(['2190-06-01', '2189-06-01', '2020-05-01', '2020-04-01', '2020-03-01']);
		await prepare(['2020-02-01', '2020-01-01']);
		const page = await windows.open('rapporteur');
		const list = page.getByRole('region', { name: 'My sessions' });
		const titles = list.getByRole('heading', { level: 3 }).locator('visible=true');
		await list.getByRole('heading', { name: 'Coming up' }).waitFor();
		expect(await titles.allInnerTexts()).toEqual([
			...['Session 2', 'Session 1', 'Session 3', 'Session 4', 'Session 5']
		]);
		await list.getByText('2 earlier sessions').waitFor();
		await list.getByRole('searchbox').fill('january 2020');
		await list.getByText('1 January 2020').waitFor();
		expect(await titles.allInnerTexts()).toEqual(['Session 2']);
		await list.getByRole('searchbox').fill('nothing');
		await list.getByText('No session matches.').waitFor();
	});
});

test('a newcomer’s first steps tick themselves off, and can be put away', async () => {
	const page = await windows.open('outsider');
	const steps = page.getByRole('region', { name: /first session/ });
	expect(await violations(page)).toEqual([]);
	await steps.getByRole('link', { name: 'Prepare a session' }).click();
	await page.getByLabel('Title').fill('My first session');
	await page.getByRole('button', { name: 'Prepare the session' }).click();
	await page.waitForURL(/\/sessions\/[a-z2-9]{24}/);
	await page.goto('/');
	await steps.getByText('Prepare a session (done)').waitFor();
	await steps.getByRole('link', { name: 'Add the people and a chair' }).waitFor();
	await steps.getByRole('button', { name: 'Hide' }).click();
	await steps.waitFor({ state: 'detached' });
	await page.reload();
	await page.getByText('My first session').waitFor();
	expect(await steps.count()).toBe(0);
	expect(windows.complaints).toEqual([]);
});
