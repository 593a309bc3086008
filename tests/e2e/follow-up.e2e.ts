import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, toEnd, type Windows } from '../support/windows.ts';

/**
 * An action from its typed line to the report of the next session: Eurojust assigns it to the US Department of Justice.
 * Both sides keep a window open, and each step is seen on the other side without a reload.
 */
let meeting: Meeting;
let windows: Windows;
let chair: Page;
let rapporteur: Page;
let olga: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	chair = await windows.open('chair');
	rapporteur = await windows.open('rapporteur');
	olga = await windows.open('olga');
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const panel = (page: Page) => page.getByRole('complementary', { name: /^Actions/ });
const card = (page: Page) => panel(page).locator('[data-action]', { hasText: 'JS-01-A1' });
const dialog = (page: Page) => page.getByRole('dialog', { name: /JS-01-A1/ });
const step = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });

/** Opens the action's follow-up. */
async function follow(page: Page): Promise<void> {
	await card(page)
		.getByRole('button', { name: /^(Edit|Open) JS-01-A1/ })
		.click();
	await dialog(page).getByRole('tab', { name: 'Follow-up' }).click();
	await dialog(page).getByRole('heading', { name: 'History' }).waitFor();
}

describe('an action', () => {
	test('is typed in the session, and the other organisation is asked to accept it at once', async () => {
		await chair.goto(`/sessions/${meeting.session}`);
		const notes = await openItem(rapporteur, meeting, 4);
		await toEnd(notes);
		await notes.press('Enter');
		await notes.pressSequentially(
			'! @US-DOJ, @Delegate.US-DOJ share the list of contacts by 30 Sept 2030'
		);
		await notes.press('Enter');
		await card(rapporteur).getByText('Proposed').waitFor();
		await card(rapporteur).getByText('Not accepted yet').waitFor();
		await olga.getByRole('button', { name: /Notifications.*1/ }).waitFor();
		await olga
			.getByRole('link', { name: /share the list of contacts/ })
			.first()
			.click();
		await card(olga).getByText('Not accepted yet').waitFor();
	});

	test('is accepted by its lead, and the others see it', async () => {
		await card(olga).getByRole('button', { name: 'Accept' }).click();
		for (const page of [olga, rapporteur, chair])
			await expect.poll(() => card(page).getByText('Not accepted yet').count()).toBe(0);
	});

	test('is agreed by the chair; until then nobody can start work', async () => {
		await follow(olga);
		expect(await step(olga, 'Start work').count()).toBe(0);
		await follow(chair);
		await step(chair, 'Agree').click();
		await step(olga, 'Start work').waitFor();
		await card(rapporteur).getByText('Agreed').waitFor();
	});

	test('is worked on, and the chair sees progress notes live', async () => {
		await step(olga, 'Start work').click();
		await dialog(olga).getByLabel('Note progress').fill('Two of three agencies have answered.');
		await step(olga, 'Add note').click();
		await dialog(chair).getByText('Two of three agencies have answered.').waitFor();
		await card(rapporteur).getByText('In progress').waitFor();
	});

	test('is reported completed with evidence, which is required', async () => {
		await step(olga, 'Report completed').click();
		expect(await step(olga, 'Report completed').isDisabled()).toBe(true);
		await dialog(olga).getByLabel('Evidence').fill('Letter DOJ 2030/114');
		await step(olga, 'Report completed').click();
		await dialog(chair).getByText('Letter DOJ 2030/114').waitFor();
		await card(rapporteur).getByText('Completed').waitFor();
		expect(await step(olga, 'Confirm and close').count()).toBe(0);
	});

	test('is confirmed by the chair, and its lead sees it closed', async () => {
		await step(chair, 'Confirm and close').click();
		await dialog(olga).locator('ol li').first().getByText('Closed').waitFor();
		await card(rapporteur).getByText('Closed').waitFor();
		await chair.keyboard.press('Escape');
		await olga.keyboard.press('Escape');
	});

	test('appears in the report of the next session with its changes, beside the open actions', async () => {
		const notes = rapporteur.getByRole('textbox', { name: /^Notes of item 4/ });
		await toEnd(notes);
		await notes.pressSequentially('! @EC write the summary by 15 October 2030');
		await notes.press('Enter');
		await panel(rapporteur).getByText('JS-01-A2').waitFor();
		const next = await nextSession();
		await rapporteur.goto(`${next}/progress`);
		const part = (name: RegExp) =>
			rapporteur.locator('section').filter({ has: rapporteur.getByRole('heading', { name }) });
		const finished = part(/^Finished since/);
		await finished.getByText('JS-01-A1').waitFor();
		for (const said of [
			'Accepted by the lead',
			'Two of three agencies',
			'Letter DOJ 2030/114',
			'Closed'
		])
			await finished.getByText(said).first().waitFor();
		await part(/^Due later/)
			.getByText('write the summary')
			.waitFor();
	});

	test('changes in the report while someone works on it', async () => {
		await chair.goto(`/sessions/${meeting.session}`);
		await panel(chair)
			.getByRole('button', { name: /JS-01-A2/ })
			.click();
		const there = chair.getByRole('dialog', { name: /JS-01-A2/ });
		await there.getByRole('tab', { name: 'Follow-up' }).click();
		await there.getByRole('button', { name: 'Agree', exact: true }).click();
		await rapporteur.locator('li', { hasText: 'JS-01-A2' }).getByText('Agreed').first().waitFor();
	});

	test('no window logged an error', () => {
		expect(windows.complaints).toEqual([]);
	});
});

/** The rapporteur adds the session to a series and plans the next one; returns its path. */
async function nextSession(): Promise<string> {
	const page = await rapporteur.context().newPage();
	await page.goto(`/sessions/${meeting.session}/settings`);
	await page.getByLabel('Or start a new series').fill('Quarterly session');
	await page.getByRole('button', { name: 'Save series' }).click();
	await page.locator('#series ~ form').getByText('Saved').waitFor();
	await page.goto('/sessions/new');
	await page.getByLabel('Title').fill('The next quarter');
	await page.getByLabel('Date').fill('2030-10-09');
	await page.getByLabel('Series', { exact: true }).selectOption({ label: 'Quarterly session' });
	await page.getByRole('button', { name: 'Prepare the session' }).click();
	await page.getByText('JS-02').first().waitFor();
	const { pathname } = new URL(page.url());
	await page.close();
	return pathname;
}
