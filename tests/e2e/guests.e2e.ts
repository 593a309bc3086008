import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, PEOPLE, type Meeting } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import {
	openItem,
	openWindows,
	saved,
	signInByForm,
	toEnd,
	type Windows
} from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let [rapporteur, olga, commission, guest, screen]: Page[] & [Page, Page, Page, Page, Page] =
	[] as never;
let link: string;
/** The way of the Commission's delegate. */
let line: Line;

/** Three delegations at their desks; a guest on a phone. */
beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	line = await layLine(meeting.address);
	[rapporteur, olga, commission, screen] = [
		await windows.open('rapporteur'),
		await windows.open('olga'),
		await windows.open('commission', { through: line.address }),
		await windows.open('chair')
	];
	await screen.goto(`/sessions/${meeting.session}/projection`);
});
afterAll(async () => {
	await windows?.close();
	await line?.close();
	await meeting?.end();
});

/** Opens the notes of an item; on a phone the agenda is a tap away. */
async function openOnPhone(number: number): Promise<void> {
	await guest.getByRole('button', { name: 'Agenda' }).click();
	await guest.getByRole('link', { name: new RegExp(`^${number} `) }).click();
}

const gap = (page: Page) => page.getByText(/^Withheld/).first();
const annexIn = (page: Page) => page.getByRole('textbox', { name: /^Restricted lines/ });

describe('a guest', () => {
	test('is invited by a link that is shown once', async () => {
		await rapporteur.goto(`/sessions/${meeting.session}/settings`);
		const section = rapporteur.getByRole('region', { name: 'Guests' });
		await section.getByLabel('Name').fill('Maria Rossi');
		await section.getByLabel('Function').fill('Expert on lasers');
		await section.getByLabel('The link works for').selectOption('4 hours');
		await section.getByRole('button', { name: 'Invite a guest' }).click();
		link = await section.getByLabel(/^Send this link to them alone/).inputValue();
		expect(link).toMatch(/\/guest\/[\w-]{32}$/);
		await section.getByText('Maria Rossi, guest').waitFor();
		expect(await violations(rapporteur)).toEqual([]);
	});

	test('comes in by it on a phone, and is called a guest by everybody', async () => {
		const viewport = { width: 390, height: 844 };
		const context = await windows.browser.newContext({
			...{ viewport, hasTouch: true, isMobile: true, baseURL: meeting.address }
		});
		guest = await context.newPage();
		await guest.goto(link);
		await guest.getByRole('heading', { name: 'Welcome, Maria Rossi, guest' }).waitFor();
		expect(await violations(guest)).toEqual([]);
		await guest.getByRole('button', { name: 'Come in' }).click();
		await guest.waitForURL(`**/sessions/${meeting.session}`);
		for (const page of [olga, commission, rapporteur]) await openItem(page, meeting, 3);
		await olga.getByRole('button', { name: /here/ }).getByText('Rossi, guest').first().waitFor();
	});

	test('finds nothing outside of the session', async () => {
		const answer = await guest.request.get('/sessions/new');
		expect(answer.status()).toBe(403);
		expect(await answer.text()).not.toContain('Observer, European Commission');
	});

	test('sees an honest gap where lines are for two delegations, and the screen shows nothing', async () => {
		const text = await openItem(olga, meeting, 3);
		await openOnPhone(3);
		await toEnd(text);
		await text.press('Enter');
		await text.pressSequentially('(AMBER+STRICT | REL EUROJUST,US-DOJ)');
		await annexIn(olga).waitFor();
		await olga.keyboard.type('The informant is called Viktor');
		await expect.poll(() => annexIn(rapporteur).textContent()).toContain('Viktor');
		for (const page of [guest, commission]) {
			await gap(page).waitFor();
			expect(await page.content()).not.toContain('Viktor');
		}
		expect(await screen.content()).not.toContain('Viktor');
	});
});

describe('somebody who is removed while they type', () => {
	/** All that this browser keeps for its person, as text. */
	const kept = (page: Page) =>
		page.evaluate(async () => {
			const opening = indexedDB.open('outbox');
			const database = await new Promise<IDBDatabase>((resolve) => {
				opening.onsuccess = () => resolve(opening.result);
			});
			const count = await new Promise<number>((resolve) => {
				const asked = database.transaction('entries').objectStore('entries').count();
				asked.onsuccess = () => resolve(asked.result);
			});
			database.close();
			return { count, places: JSON.stringify({ ...localStorage }) };
		});

	test('loses text and channel at once, cannot come back, and keeps no copy', async () => {
		await commission.context().clearCookies({ name: 'login' });
		await signInByForm(commission, meeting, 'commission'); // which knows the device
		const text = await openItem(commission, meeting, 3);
		await toEnd(text);
		line.cut();
		await text.pressSequentially('nobody has this yet');
		await expect.poll(async () => (await kept(commission)).count).toBe(1);
		expect((await kept(commission)).places).toContain(meeting.session);
		line.restore();
		await saved(commission);
		const typing = text.pressSequentially('and then we went to the harbour', { delay: 30 });
		const own = rowOf<{ id: string }>(
			meeting,
			`select id from person where email = '${PEOPLE.commission}'`
		).id;
		const form = new URLSearchParams({ person: own });
		await meeting.post('rapporteur', `/sessions/${meeting.session}/settings?/remove`, form);
		await commission.getByText('There is nothing here for you.', { exact: false }).waitFor();
		await typing.catch(() => undefined); // its text is gone
		await expect.poll(async () => (await kept(commission)).count).toBe(0);
		expect((await kept(commission)).places).not.toContain(meeting.session);
		await commission.reload();
		await commission.getByText('There is nothing here for you.', { exact: false }).waitFor();
		expect(await commission.content()).not.toContain('harbour');
		const refused = await meeting.get('commission', `/sessions/${meeting.session}/minutes/paper`);
		expect(refused.status).toBe(404);
	});
});

describe('TLP:RED in the room', () => {
	test('is for those who are there at that minute, without who left', async () => {
		await meeting.post('chair', `/api/sessions/${meeting.session}/run`, { do: 'start' });
		const left = rowOf<{ id: string }>(
			meeting,
			`select id from person where email = '${PEOPLE.ukraine}'`
		).id;
		const attend = (json: object) =>
			meeting.post('rapporteur', `/api/sessions/${meeting.session}/attendance`, json);
		await attend({ do: 'arrive', people: [left], mode: 'room' });
		await attend({ do: 'leave', person: left });
		await olga.getByRole('button', { name: 'Add a briefing or annex' }).click();
		const dialog = olga.getByRole('dialog', { name: 'New document' });
		await dialog.getByLabel('Title').fill('What was said at 11:15');
		await dialog.getByLabel('TLP label').selectOption('TLP:RED');
		const present = dialog.getByRole('radio', { name: /^Those present now: / });
		await present.check();
		await dialog.getByRole('button', { name: 'Add' }).click();
		await dialog.waitFor({ state: 'detached' });
		const audience = olga.getByText(/^Only .*US Department.* may read it$/);
		expect(await audience.textContent()).not.toMatch(/Ukraine/);
		const theirs = await meeting.get('ukraine', `/sessions/${meeting.session}/__data.json`);
		expect(await theirs.text()).not.toContain('What was said');
	});

	test('and the access of a guest end when the rapporteur says so', async () => {
		await rapporteur.goto(`/sessions/${meeting.session}/settings`);
		const section = rapporteur.getByRole('region', { name: 'Guests' });
		await section.getByRole('button', { name: 'End the access of Maria Rossi, guest' }).click();
		await rapporteur.getByRole('dialog').getByRole('button', { name: 'End' }).click();
		await section.getByText('ended', { exact: true }).waitFor();
		await guest
			.getByText(/signed out/i)
			.first()
			.waitFor();
		await guest.goto(link);
		await guest.getByText('This link', { exact: false }).waitFor();
		expect(windows.complaints).toEqual([]);
	});
});
