import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { passTime } from '../support/pass-time.ts';
import {
	openItem,
	openWindows,
	saved,
	startSession,
	toEnd,
	type Windows
} from '../support/windows.ts';

/** Planned minutes of the five items, starting at 09:30. */
const PLANNED = [20, 40, 40, 60, 20];

let meeting: Meeting;
let windows: Windows;
let line: Line;
let chair: Page;
let rapporteur: Page;
let olga: Page;
let screen: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	line = await layLine(meeting.address);
	windows = await openWindows(meeting);
	chair = await windows.open('chair', { timezoneId: 'Europe/Amsterdam' });
	rapporteur = await windows.open('rapporteur', { timezoneId: 'Europe/Amsterdam' });
	const far = { through: line.address, timezoneId: 'America/New_York' };
	olga = await windows.open('olga', far);
	screen = await chair.context().newPage();
});

afterAll(async () => {
	await windows?.close();
	await line?.close();
	await meeting?.end();
});

const room = () => `/sessions/${meeting.session}`;
const bar = (page: Page) => page.getByRole('region', { name: 'What is running' });
const runs = (page: Page, title: string) =>
	bar(page).locator('.name', { hasText: title }).waitFor();
const notes = (page: Page, number: number) =>
	page.getByRole('textbox', { name: new RegExp(`^Notes of item ${number},`) });
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const next = (page: Page) => bar(page).getByRole('button', { name: /^Next: item/ });
const delegation = (page: Page, name: string) => page.getByRole('region', { name });

/** Types a line at the end of an item's notes, and presses Enter. */
async function write(page: Page, number: number, words: string): Promise<void> {
	await toEnd(notes(page, number));
	await notes(page, number).press('Enter');
	await notes(page, number).pressSequentially(words);
	await notes(page, number).press('Enter');
}

const LATE = /^[89] min late/; // a machine that is busy loses a minute on the way

describe('the July meeting, minute by minute', () => {
	test('the day before: the rapporteur plans the minutes of each item', async () => {
		for (const [index, minutes] of PLANNED.entries()) {
			await openItem(rapporteur, meeting, index + 1);
			await rapporteur.getByRole('button', { name: `Change item ${index + 1}` }).click();
			await rapporteur.getByRole('button', { name: 'Edit', exact: true }).click();
			const dialog = rapporteur.getByRole('dialog');
			await dialog.getByLabel('Planned minutes').fill(String(minutes));
			await dialog.getByRole('button', { name: 'Save' }).click();
			await dialog.waitFor({ state: 'detached' });
		}
		await screen.goto(`${room()}/projection`);
		await screen.getByText('Not started yet').waitFor();
		await screen.getByText('Exchange of information').waitFor();
	});

	test('09:20 the delegations check in, and the roll shows who is missing', async () => {
		for (const page of [chair, olga]) await page.goto(room());
		await tab(rapporteur, 'Attendance').click();
		const ukraine = delegation(rapporteur, 'Prosecutor General of Ukraine');
		await ukraine.getByText(/ 0 of \d/).waitFor();
		await ukraine.getByRole('button', { name: 'Mark present: Andriy Kostin' }).click();
		await ukraine.getByText(/^in the room since/).waitFor();
		await tab(chair, 'Attendance').click();
		await delegation(chair, 'Prosecutor General of Ukraine')
			.getByText(/ 1 of \d/)
			.waitFor();
	});

	test('09:30 the chair starts; everyone is at item 1, and the screen shows it', async () => {
		await startSession(chair);
		for (const page of [chair, rapporteur, olga]) await runs(page, 'Opening remarks');
		await rapporteur.keyboard.press('Alt+R'); // the last item had been open, and stayed open
		for (const page of [rapporteur, olga]) await notes(page, 1).waitFor();
		await screen.getByRole('heading', { name: 'Opening remarks' }).waitFor();
		await screen.getByText('Andriy Kostin').waitFor();
	});

	test('09:35 a delegate asks for the floor and gets it; the screen shows who speaks', async () => {
		await tab(olga, 'Floor').click();
		await olga.keyboard.press('Alt+Q');
		const floor = screen.getByRole('region', { name: 'The floor' });
		await floor.getByText('Delegate, US Department of Justice').waitFor();
		await tab(chair, 'Floor').click();
		await chair.getByRole('button', { name: 'Give floor', exact: true }).click();
		await floor.getByText('Has the floor').waitFor();
		await chair.getByRole('button', { name: /^End/ }).click();
		await floor.getByText('Has the floor').waitFor({ state: 'detached' });
	});

	test('09:52 item 2 runs eight minutes over: the new end, in both zones', async () => {
		await passTime(meeting, 20);
		await runs(chair, 'Opening remarks');
		await next(chair).click();
		for (const page of [chair, rapporteur, olga]) await runs(page, 'Threat picture');
		await passTime(meeting, 48);
		for (const page of [chair, rapporteur, olga]) {
			await bar(page).getByText(LATE).waitFor();
			await bar(page)
				.getByRole('timer', { name: /^[89]:\d\d over$/ })
				.waitFor();
		}
		await bar(olga)
			.getByText(/CES?T.*, \d\d:\d\d E[SD]T.* for you/)
			.waitFor();
		await screen.getByText(LATE).waitFor();
		await screen.getByRole('timer', { name: /over$/ }).waitFor();
	});

	test('09:55 the chair makes up the time with the last item', async () => {
		await bar(chair).getByRole('button', { name: 'Make up time' }).click();
		const conclusions = chair.getByRole('region', { name: 'Item 5' });
		await conclusions.getByRole('button', { name: /^Shorten to 1[12] min/ }).click();
		for (const page of [chair, olga])
			await bar(page)
				.getByText(/min late/)
				.waitFor({ state: 'detached' });
	});

	test('10:05 what only two delegations may see appears on no screen and for nobody else', async () => {
		await olga.getByRole('button', { name: 'Add a briefing or annex' }).click();
		const dialog = olga.getByRole('dialog', { name: 'New document' });
		await dialog.getByLabel('Title').fill('End users, two delegations');
		await dialog.getByLabel('TLP label').selectOption('TLP:AMBER+STRICT');
		await dialog.getByLabel('Only some delegations or people').check();
		await dialog.getByRole('group', { name: 'Delegations' }).getByLabel('Eurojust').check();
		await dialog.getByRole('button', { name: 'Add' }).click();
		const text = olga.getByRole('textbox', { name: 'End users, two delegations' });
		await text.and(olga.locator('[aria-busy="false"] *')).waitFor();
		await toEnd(text);
		await text.pressSequentially('= agreed: to search the warehouse in Rotterdam');
		await text.press('Enter');
		await text.getByText('JS-01-D1').waitFor();
		await saved(olga);
		const cookie = await meeting.cookie('ukraine');
		for (const path of [room(), `${room()}/projection`]) {
			const page = await fetch(meeting.address + path, { headers: { cookie } });
			expect(await page.text()).not.toMatch(/Rotterdam|End users, two/);
		}
		await write(rapporteur, 2, '= agreed: to name contact points');
		await notes(rapporteur, 2).getByText('JS-01-D2').waitFor();
		expect(await screen.content()).not.toMatch(/Rotterdam|contact points/); // nobody has decided it yet
	});

	test('10:20 a ministry loses its connection; its words are there when it is back', async () => {
		await olga.keyboard.press('Alt+R');
		await notes(olga, 2).waitFor();
		line.cut();
		await toEnd(notes(olga, 2));
		await olga.keyboard.type(' Typed while the line was cut.');
		await write(rapporteur, 2, 'Nobody else was held up.');
		await saved(rapporteur);
		line.restore();
		await expect
			.poll(() => notes(rapporteur, 2).textContent())
			.toContain('Typed while the line was cut.');
		await expect.poll(() => notes(olga, 2).textContent()).toContain('Nobody else was held up.');
	});

	test('10:41 an action for two agencies: its lead sees it at once, and so does the screen', async () => {
		await write(
			rapporteur,
			2,
			'! @US-DOJ, @Delegate.US-DOJ, @EC share the list of shell importers by 30 Sept'
		);
		await screen.getByText('share the list of shell importers').waitFor();
		const home = await olga.context().newPage();
		await home.goto('/');
		await home.getByText('share the list of shell importers').waitFor();
		await home.close();
	});

	test('11:10 someone leaves; who was present earlier is still known', async () => {
		await tab(rapporteur, 'Attendance').click();
		const ukraine = delegation(rapporteur, 'Prosecutor General of Ukraine');
		await ukraine.getByRole('button', { name: 'Left: Andriy Kostin' }).click();
		await ukraine.getByText(/ 0 of \d/).waitFor();
		const clock = await rapporteur.evaluate(() => {
			const before = new Date(Date.now() - 10 * 60_000);
			return before.toTimeString().slice(0, 5);
		});
		await rapporteur.getByLabel('Show who was present at').fill(clock);
		await ukraine.getByText(/ 1 of \d/).waitFor();
		await rapporteur.getByLabel('Show who was present at').fill('');
	});

	test('11:50 a decision is read back; one delegation agrees with a reservation until 26 July', async () => {
		await tab(chair, 'Decisions').click();
		await chair.getByRole('button', { name: 'Edit JS-01-D2' }).first().click();
		const dialog = chair.getByRole('dialog', { name: 'JS-01-D2' });
		await dialog.getByRole('button', { name: 'Read back' }).click();
		await screen
			.getByRole('region', { name: 'Being read back' })
			.getByText('to name contact points')
			.waitFor();
		const asked = olga.getByRole('status').filter({ hasText: /JS-01-D2 is being read back/ });
		await asked.getByRole('button', { name: 'Answer' }).click();
		const theirs = olga.getByRole('dialog', { name: 'JS-01-D2' });
		await theirs.getByRole('button', { name: 'Agree with a reservation' }).click();
		await theirs.getByLabel('What is reserved').fill('Scrutiny reservation');
		await theirs.getByLabel('To be lifted by').fill('2024-07-26');
		await theirs.getByRole('button', { name: 'Record the reservation' }).click();
		await dialog.getByText('To be lifted by 26 July 2024').waitFor();
		await dialog.getByRole('button', { name: 'All others agree' }).click();
		await dialog.getByRole('button', { name: 'Record the result' }).click();
		await theirs.getByText('Agreed, with a reservation').waitFor();
		const decided = screen.getByRole('region', { name: 'Last decisions and actions' });
		await decided.getByText('to name contact points').waitFor();
		for (const page of [chair, olga]) await page.keyboard.press('Escape');
		await notes(rapporteur, 2).getByText('Agreed, with a reservation').waitFor();
	});

	test('12:25 closing finds an action without a lead; that is fixed, and the session closes', async () => {
		await write(rapporteur, 2, '! send the list of end users by 30 Sept');
		await notes(rapporteur, 2).getByText('JS-01-A2').waitFor();
		await next(chair).click();
		await chair.getByRole('button', { name: /^Item 2 left/ }).click();
		const left = chair.getByRole('dialog', { name: 'What item 2 left open' });
		await left
			.getByLabel('Lead person of JS-01-A2')
			.selectOption({ label: 'Rapporteur, Eurojust' });
		await left.getByRole('listitem').filter({ hasText: 'A2' }).getByText('Complete').waitFor();
		await left.getByRole('button', { name: 'Done' }).click();
		for (const title of ['Exchange of information', 'Topical sessions']) {
			await runs(olga, title);
			await next(chair).click();
		}
		await runs(olga, 'Conclusions');
		await bar(chair).getByRole('button', { name: 'Close the session' }).click();
		const sure = chair.getByRole('dialog', { name: 'Close the session?' });
		await sure.getByRole('button', { name: 'Close the session' }).click();
		const lacking = chair.getByRole('dialog', { name: 'Before the session is closed' });
		await lacking
			.getByRole('listitem')
			.filter({ hasText: 'End users, two delegations' })
			.getByText('lacks required fields')
			.waitFor();
		await lacking.getByLabel('Reason for closing anyway').fill('It is an extract');
		await lacking.getByRole('button', { name: 'Close anyway' }).click();
		await screen.getByText('The session is closed').waitFor();
	});

	test('12:31 the minutes have everything: numbers, times, attendance, the result and the reservation', async () => {
		await rapporteur.goto(`${room()}/minutes`);
		const paper = rapporteur.frameLocator('iframe').locator('body');
		for (const words of [
			'JS-01-A1',
			'JS-01-D2',
			'Agreed, with a reservation',
			'Scrutiny reservation',
			'26 July 2024'
		])
			await paper.getByText(words).first().waitFor();
	});

	test('no window logged an error', () => {
		expect(windows.complaints).toEqual([]);
	});
});
