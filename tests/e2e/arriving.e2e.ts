import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let rapporteur: Page;
let olga: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	rapporteur = await windows.open('rapporteur');
	olga = await windows.open('olga');
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const LONG = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} of a long discussion.`);
const text = (page: Page) => page.locator('.prose');
const panel = (page: Page) => page.getByRole('complementary', { name: /^Actions/ });

/** The card is in sight, has a line around it, and the focus. */
async function arrivesAt(card: Locator): Promise<void> {
	await card.and(card.page().locator(':focus')).waitFor();
	expect(await isInSight(card)).toBe(true);
	await expect.poll(() => card.evaluate((one) => one.getAnimations().length)).toBe(1);
}

const isInSight = (card: Locator) =>
	card.evaluate((one) => {
		const { top, bottom } = one.getBoundingClientRect();
		return top >= 0 && bottom <= innerHeight;
	});

test('a reference in the register opens the item with the card in sight, marked and with the focus', async () => {
	const notes = await openItem(rapporteur, meeting, 3);
	await toEnd(notes);
	await rapporteur.keyboard.press('Enter');
	await rapporteur.keyboard.insertText('Before');
	for (const line of LONG) {
		await rapporteur.keyboard.press('Enter');
		await rapporteur.keyboard.insertText(line);
	}
	await rapporteur.keyboard.press('Enter');
	await notes.pressSequentially('! @US-DOJ, @EC share the list of contacts by 30 Sept');
	await rapporteur.keyboard.press('Enter');
	await notes.pressSequentially('= agreed: to exchange lists every quarter');
	await rapporteur.keyboard.press('Enter');
	for (const line of LONG) {
		await rapporteur.keyboard.insertText(line);
		await rapporteur.keyboard.press('Enter');
	}
	await notes.getByText('JS-01-D1').waitFor();
	await notes.getByText('JS-01-A1').waitFor();
	await saved(rapporteur);

	await olga.goto('/actions');
	await olga.getByRole('link', { name: 'your organisation' }).click();
	await olga.getByRole('link', { name: /^share the list/ }).click();
	await arrivesAt(text(olga).locator('[data-action]', { hasText: 'share the list' }));
	await olga.getByRole('heading', { name: /^3 / }).waitFor();
	expect(await isInSight(panel(olga).locator('.highlighted'))).toBe(true);
});

test('somebody who came by a link and reads on is not moved again', async () => {
	await olga.getByRole('link', { name: /^4 / }).click();
	await olga.getByRole('heading', { name: /^4 / }).waitFor();
	expect(new URL(olga.url()).searchParams.has('action')).toBe(false);
});

test('so it does with a decision, and when the room is opened by its address', async () => {
	await olga.goto('/decisions');
	const link = olga.getByRole('link', { name: /to exchange lists/ });
	const address = await link.getAttribute('href');
	await olga.goto(address ?? '');
	await arrivesAt(text(olga).locator('[data-decision]', { hasText: 'exchange lists' }));
});

test('what stands in no text is shown in the list, also where that is a drawer', async () => {
	await panel(rapporteur)
		.getByRole('tab', { name: /^Actions/ })
		.click();
	await panel(rapporteur).getByRole('button', { name: 'New action' }).click();
	const dialog = rapporteur.getByRole('dialog', { name: 'New action' });
	await dialog.getByLabel('What').fill('book the room');
	await dialog.getByRole('button', { name: 'Add' }).click();
	const listed = panel(rapporteur).locator('[data-action]', { hasText: 'book the room' });
	await listed.getByText('JS-01-A2').waitFor();
	const id = (await listed.getAttribute('data-action')) ?? '';
	await saved(rapporteur);
	const phone = await windows.open('olga', { viewport: { width: 390, height: 844 } });
	await phone.goto(`/sessions/${meeting.session}?action=${id}`);
	await arrivesAt(panel(phone).locator('[data-action]', { hasText: 'book the room' }));
});

test('a link to what one may not read says so, and nothing else about it', async () => {
	await olga.goto(`/sessions/${meeting.session}`);
	await olga.getByRole('button', { name: 'Add a briefing or annex' }).click();
	const dialog = olga.getByRole('dialog', { name: 'New document' });
	await dialog.getByLabel('Title').fill('For two delegations');
	await dialog.getByLabel('TLP label').selectOption('TLP:AMBER+STRICT');
	await dialog.getByLabel('Only some delegations or people').check();
	await dialog.getByRole('group', { name: 'Delegations' }).getByLabel('Eurojust').check();
	await dialog.getByRole('button', { name: 'Add' }).click();
	const annex = olga.getByRole('textbox', { name: 'For two delegations' });
	await annex.and(olga.locator('[aria-busy="false"] *')).waitFor();
	await toEnd(annex);
	await annex.pressSequentially('! @US-DOJ search the warehouse');
	await olga.keyboard.press('Enter');
	const card = annex.locator('[data-action]', { hasText: 'search the warehouse' });
	await card.getByText(/JS-01-A/).waitFor();
	await saved(olga);
	const document = new URL(olga.url()).search;
	const action = `?action=${await card.getAttribute('data-action')}`;

	const ukraine = await windows.open('ukraine');
	for (const link of [document, action, '?action=nothing', '?item=nothing']) {
		await ukraine.goto(`/sessions/${meeting.session}${link}`);
		await ukraine.getByRole('alert').getByText('not lead to anything').waitFor();
		expect(await ukraine.content()).not.toContain('warehouse');
	}
	const chair = await windows.open('chair');
	await chair.goto(`/sessions/${meeting.session}${action}`);
	await arrivesAt(text(chair).locator('[data-action]', { hasText: 'search the warehouse' }));
	expect(await chair.getByRole('alert').count()).toBe(0);
	expect(windows.complaints).toEqual([]);
});
