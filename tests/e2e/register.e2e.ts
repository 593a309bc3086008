import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let rapporteur: Page;
let olga: Page;

const LINES = [
	'! @EUROJUST, @Rapporteur circulate the draft minutes by 26 July',
	'! @US-DOJ, @Delegate.US-DOJ, @EC share the list of #contacts by 30 Sept',
	'! @EC collect the #contacts of customs by 31 October'
];

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	rapporteur = await windows.open('rapporteur');
	olga = await windows.open('olga');
	const notes = await openItem(rapporteur, meeting, 4);
	await toEnd(notes);
	await notes.press('Enter');
	for (const line of LINES) {
		await notes.pressSequentially(line);
		await notes.press('Enter');
	}
	await saved(rapporteur);
	await notes.getByText('JS-01-A3').waitFor();
	await rapporteur.goto('/'); // nobody has the notes open
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

/** What the bar of the selection says. */
const selected = (count: number) =>
	rapporteur.locator('b').getByText(`${count} selected`, { exact: true });
const table = (page: Page) => page.getByRole('grid');
const row = (page: Page, reference: string) =>
	table(page)
		.getByRole('row')
		.filter({ has: page.getByRole('rowheader', { name: reference, exact: true }) });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

async function open(page: Page, query = '?show=all'): Promise<void> {
	await page.goto(`/actions${query}`);
	await page.locator('main').waitFor();
	await page.waitForLoadState('networkidle');
}

const isFocused = (locator: Locator) =>
	expect.poll(() => locator.evaluate((element) => element === document.activeElement)).toBe(true);

describe('the table', () => {
	test('says how many rows it has, and is navigated and selected by keyboard', async () => {
		await open(rapporteur);
		expect(await table(rapporteur).getAttribute('aria-rowcount')).toBe('4');
		await rapporteur.keyboard.press('j');
		await isFocused(row(rapporteur, 'JS-01-A2'));
		await rapporteur.keyboard.press('ArrowDown');
		await isFocused(row(rapporteur, 'JS-01-A3'));
		expect(await row(rapporteur, 'JS-01-A3').getAttribute('aria-rowindex')).toBe('4');
		await rapporteur.keyboard.press('x');
		await rapporteur.keyboard.press('k');
		await rapporteur.keyboard.press('x');
		await selected(2).waitFor();
		await rapporteur.keyboard.press('x');
		await selected(1).waitFor();
		await rapporteur.keyboard.press('Home');
		await isFocused(row(rapporteur, 'JS-01-A1'));
		await rapporteur.keyboard.press('?');
		await rapporteur.getByRole('dialog', { name: 'Keys of this page' }).waitFor();
		await rapporteur.keyboard.press('Escape');
		await rapporteur.keyboard.press('/');
		await isFocused(rapporteur.getByRole('searchbox'));
	});

	test('selects all, or all up to a row with Shift', async () => {
		await open(rapporteur);
		const box = (reference: string) =>
			rapporteur.getByRole('checkbox', { name: `Select ${reference}` });
		await box('JS-01-A1').click();
		await box('JS-01-A3').click({ modifiers: ['Shift'] });
		await selected(3).waitFor();
		const all = rapporteur.getByRole('checkbox', { name: 'Select all 3' });
		expect(await all.isChecked()).toBe(true);
		await all.click();
		await expect.poll(() => selected(3).count()).toBe(0);
		await box('JS-01-A2').click();
		await rapporteur.getByRole('button', { name: 'Select all 3' }).click();
		await selected(3).waitFor();
		expect(await violations(rapporteur)).toEqual([]);
		await rapporteur.getByRole('button', { name: 'Clear selection' }).click();
	});

	test('keeps its head in sight, and prints the strictest label in it', async () => {
		await open(rapporteur);
		const head = rapporteur.getByRole('columnheader', { name: 'Lead' });
		await rapporteur.setViewportSize({ width: 1280, height: 200 });
		await rapporteur.evaluate(() => scrollTo({ top: document.body.scrollHeight }));
		await expect.poll(async () => Math.round((await head.boundingBox())?.y ?? -1)).toBe(0);
		const label = rapporteur.locator('thead .tlp');
		expect(await label.isVisible()).toBe(false);
		await rapporteur.emulateMedia({ media: 'print' });
		expect(await label.isVisible()).toBe(true);
		expect(await label.textContent()).toContain('TLP:');
		expect(await rapporteur.getByRole('searchbox').isVisible()).toBe(false);
		await rapporteur.emulateMedia({ media: null });
		await rapporteur.setViewportSize({ width: 1280, height: 800 });
	});

	test('opens on what is open, of one’s own actions', async () => {
		await open(rapporteur, '');
		const status = rapporteur.getByRole('combobox', { name: 'Status' });
		expect(await status.inputValue()).toBe('open');
		await status.selectOption('');
		await rapporteur.waitForURL('**/actions?status=any');
		expect(await status.inputValue()).toBe('');
	});

	test('is edited in place, in a document that nobody has open, and undone', async () => {
		await open(rapporteur);
		await row(rapporteur, 'JS-01-A1').focus();
		await rapporteur.keyboard.press('e');
		const text = rapporteur.getByRole('textbox', { name: 'What is to be done' });
		await isFocused(text);
		await text.fill('circulate the draft minutes to all');
		await rapporteur.getByLabel('Priority', { exact: true }).selectOption('high');
		await text.press('Enter');
		await row(rapporteur, 'JS-01-A1').getByText('circulate the draft minutes to all').waitFor();
		await row(rapporteur, 'JS-01-A1').getByText('High').waitFor();
		const notes = await openItem(olga, meeting, 4);
		await notes.getByText('circulate the draft minutes to all').waitFor();
		await undo(rapporteur).click();
		await row(rapporteur, 'JS-01-A1')
			.getByText('circulate the draft minutes', { exact: true })
			.waitFor();
		await row(rapporteur, 'JS-01-A1').getByText('Normal').waitFor();
		await expect.poll(() => notes.textContent()).not.toContain('minutes to all');
		await olga.goto('/');
	});

	test('keeps what is typed into a row while others write, and Esc restores the row', async () => {
		await open(rapporteur);
		await row(rapporteur, 'JS-01-A2')
			.getByRole('button', { name: /Change the due date/ })
			.click();
		const due = rapporteur.getByLabel('Due', { exact: true });
		await isFocused(due);
		await due.fill('2024-12-24');
		await open(olga);
		await row(olga, 'JS-01-A1')
			.getByRole('button', { name: /Change the priority/ })
			.click();
		await olga.getByLabel('Priority', { exact: true }).selectOption('low');
		await olga.getByRole('button', { name: 'Save' }).click();
		await row(olga, 'JS-01-A1').getByText('Low').waitFor();
		expect(await due.inputValue()).toBe('2024-12-24');
		await due.press('Escape');
		await row(rapporteur, 'JS-01-A1').getByText('Low').waitFor();
		await row(rapporteur, 'JS-01-A2').getByText('30 September 2024').waitFor();
		await isFocused(row(rapporteur, 'JS-01-A2'));
	});

	test('neither overwrites nor undoes what someone else wrote in the meantime', async () => {
		await open(rapporteur);
		await open(olga);
		const edit = async (page: Page, due: string) => {
			const button = row(page, 'JS-01-A2').getByRole('button', { name: /Change the due date/ });
			await button.click();
			await page.getByLabel('Due', { exact: true }).fill(due);
		};
		await edit(rapporteur, '2024-12-24');
		await edit(olga, '2024-12-01');
		await olga.keyboard.press('Enter');
		await row(olga, 'JS-01-A2').getByText('1 December 2024').waitFor();
		const due = rapporteur.getByLabel('Due', { exact: true });
		await due.press('Enter');
		await rapporteur.getByText(/Someone else changed this/).waitFor();
		await due.press('Enter');
		await row(rapporteur, 'JS-01-A2').getByText('24 December 2024').waitFor();
		await row(olga, 'JS-01-A2').getByText('24 December 2024').waitFor();
		expect(await undo(rapporteur).count()).toBe(0); // there is no known state to undo to
		await edit(rapporteur, '2024-12-20');
		await due.press('Enter');
		await row(olga, 'JS-01-A2').getByText('20 December 2024').waitFor();
		await undo(rapporteur).hover(); // a hovered toast stays
		await edit(olga, '2024-09-30');
		await olga.keyboard.press('Enter');
		await row(rapporteur, 'JS-01-A2').getByText('30 September 2024').waitFor();
		await undo(rapporteur).click();
		await rapporteur
			.getByRole('alert')
			.getByText(/JS-01-A2.*in the meantime/)
			.waitFor();
		await row(rapporteur, 'JS-01-A2').getByText('30 September 2024').waitFor();
	});

	test('names a lead and a person of a delegation', async () => {
		await open(rapporteur);
		await row(rapporteur, 'JS-01-A3')
			.getByRole('button', { name: /Change the lead/ })
			.click();
		await rapporteur
			.getByLabel('Lead', { exact: true })
			.selectOption({ label: 'Delegate, European Commission' });
		await rapporteur.keyboard.press('Enter');
		await row(rapporteur, 'JS-01-A3').getByText('Delegate, European Commission').waitFor();
	});

	test('offers the permitted steps, and asks for a reason', async () => {
		await open(rapporteur);
		const status = row(rapporteur, 'JS-01-A3').getByRole('button', { name: /Status of JS-01-A3/ });
		await status.click();
		await rapporteur.getByRole('button', { name: 'Cancel the action…' }).click();
		const dialog = rapporteur.getByRole('dialog', { name: 'Cancel the action: JS-01-A3' });
		await dialog.getByLabel('Reason').fill('done by customs already');
		await dialog.getByRole('button', { name: 'Cancel the action' }).click();
		await row(rapporteur, 'JS-01-A3').getByText('Cancelled').waitFor();
		await status.click();
		await rapporteur.getByRole('button', { name: 'Open again…' }).click();
		await rapporteur.getByRole('dialog').getByLabel('Reason').fill('not quite');
		await rapporteur.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
		await row(rapporteur, 'JS-01-A3').getByText('Agreed').waitFor();
	});

	test('is answered by the lead organisation, with a reason for declining', async () => {
		await open(rapporteur);
		await open(olga);
		const lead = row(rapporteur, 'JS-01-A2').locator('.lead');
		await lead.getByText(/^asked ·/).waitFor();
		const choose = async (name: string) => {
			await row(olga, 'JS-01-A2')
				.getByRole('button', { name: /^Status of/ })
				.click();
			await olga.getByRole('button', { name, exact: true }).click();
		};
		await choose('Accept');
		await expect.poll(() => lead.textContent()).not.toMatch(/asked|declined/);
		await choose('Hand back…');
		const dialog = olga.getByRole('dialog', { name: 'Hand back: JS-01-A2' });
		await dialog.getByLabel(/^Reason/).fill('for the customs service');
		await dialog.getByRole('button', { name: 'Hand back' }).click();
		await lead.getByText(/^declined ·/).waitFor();
		await choose('Accept');
		await expect.poll(() => lead.textContent()).not.toMatch(/asked|declined/);
	});
});

describe('several at once', () => {
	const select = async (...references: string[]) => {
		for (const reference of references)
			await rapporteur.getByRole('checkbox', { name: `Select ${reference}` }).check();
	};

	test('get a date, which can be undone', async () => {
		await open(rapporteur);
		await select('JS-01-A1', 'JS-01-A2');
		const bar = rapporteur.getByRole('region', { name: 'Change the selected actions' });
		await bar.getByLabel('Due').fill('2024-11-15');
		await bar.getByRole('button', { name: 'Set' }).click();
		await rapporteur.getByText('2 of 2 actions changed.').waitFor();
		await row(rapporteur, 'JS-01-A1').getByText('15 November 2024').waitFor();
		await row(rapporteur, 'JS-01-A2').getByText('15 November 2024').waitFor();
		await undo(rapporteur).click();
		await row(rapporteur, 'JS-01-A1').getByText('26 July 2024').waitFor();
		await row(rapporteur, 'JS-01-A2').getByText('30 September 2024').waitFor();
	});

	test('are each checked on their own: refusals are listed with the reason', async () => {
		await open(rapporteur);
		await select('JS-01-A1', 'JS-01-A3');
		await rapporteur
			.getByLabel('Next step for the selected actions')
			.selectOption({ label: 'Agree' });
		const refused = rapporteur.getByRole('alert');
		await refused.getByText(/JS-01-A3.*not possible/).waitFor();
		expect(await refused.getByRole('listitem').count()).toBe(1);
		await row(rapporteur, 'JS-01-A1').getByText('Agreed').waitFor();
	});

	test('get a lead that takes part in all their sessions', async () => {
		await open(rapporteur);
		await select('JS-01-A1', 'JS-01-A2');
		await rapporteur.getByRole('button', { name: 'Lead…' }).click();
		const dialog = rapporteur.getByRole('dialog', { name: 'Lead of 2 actions' });
		await dialog.getByLabel('Lead organisation').selectOption({ label: 'UA-PGO' });
		await dialog.getByRole('button', { name: 'Set the lead' }).click();
		await row(rapporteur, 'JS-01-A2').getByText('UA-PGO').waitFor();
		await undo(rapporteur).click();
		await row(rapporteur, 'JS-01-A2').getByText('Delegate, US Department of Justice').waitFor();
	});
});

describe('the view', () => {
	test('is in the address, and is restored with Back', async () => {
		await open(olga, '');
		await olga.getByRole('link', { name: /^My organisation/ }).click();
		await olga.waitForURL('**/actions?show=organisation');
		await olga.getByRole('link', { name: /^All/ }).click();
		await olga.waitForURL('**/actions?show=all'); // followed a frame after the click; a selection could overtake it
		await olga.getByLabel('Topic').selectOption('contacts');
		await olga.waitForURL('**/actions?show=all&topic=contacts');
		await expect.poll(() => table(olga).getAttribute('aria-rowcount')).toBe('3');
		await olga.getByRole('searchbox').fill('customs');
		await olga.waitForURL(/q=customs/);
		await expect.poll(() => table(olga).getAttribute('aria-rowcount')).toBe('2');
		await olga.goBack();
		await olga.waitForURL('**/actions?show=organisation');
	});

	test('is saved under a name, renamed and removed', async () => {
		await open(olga, '?show=all&topic=contacts');
		await olga.getByRole('button', { name: 'Views' }).click();
		await olga.getByLabel('Save this view as').fill('Contacts');
		await olga.getByRole('button', { name: 'Save', exact: true }).click();
		await olga.getByRole('button', { name: 'Rename Contacts' }).click();
		await olga.getByLabel('New name for Contacts').fill('All contacts');
		await olga.getByRole('button', { name: 'Rename', exact: true }).click();
		await olga.getByRole('link', { name: 'All contacts' }).waitFor();
		await open(olga, '');
		await olga.getByRole('button', { name: 'Views' }).click();
		await olga.getByRole('link', { name: 'All contacts' }).click();
		await olga.waitForURL('**/actions?show=all&topic=contacts');
		await olga.getByRole('button', { name: 'All contacts' }).click();
		await olga.getByRole('button', { name: 'Remove All contacts' }).click();
		await olga.getByText('Save the filters and layout').waitFor();
	});

	test('is a board by status, where a step moves a card', async () => {
		await open(rapporteur);
		await rapporteur.getByRole('link', { name: 'Board', exact: true }).click();
		const column = (name: string) =>
			rapporteur.getByRole('region', { name: new RegExp(`^${name}`) });
		await column('Proposed').getByText('JS-01-A2', { exact: true }).waitFor();
		await column('Proposed')
			.getByRole('button', { name: /Status of JS-01-A2/ })
			.click();
		await rapporteur.getByRole('button', { name: 'Agree', exact: true }).click();
		await column('Agreed').getByText('JS-01-A2', { exact: true }).waitFor();
		expect(await column('Proposed').getByText('JS-01-A2', { exact: true }).count()).toBe(0);
	});

	test('is a board whose cards are dragged to other columns, with a reason where required', async () => {
		await open(rapporteur, '?show=all&as=board');
		const column = (name: string) =>
			rapporteur.getByRole('region', { name: new RegExp(`^${name}`) });
		const card = (name: string) =>
			column(name).getByRole('article').filter({ hasText: 'JS-01-A2' });
		await card('Agreed').dragTo(column('Blocked'));
		const dialog = rapporteur.getByRole('dialog', { name: 'Report blocked: JS-01-A2' });
		await dialog.getByRole('button', { name: 'Go back' }).click();
		await card('Agreed').dragTo(column('Blocked'));
		await dialog.getByLabel('Reason').fill('waits for a signature');
		await dialog.getByRole('button', { name: 'Report blocked' }).click();
		await card('Blocked').dragTo(column('In progress'));
		await card('In progress').dragTo(column('Proposed'));
		await card('In progress').waitFor();
	});

	test('is a timeline that starts with overdue actions, before today', async () => {
		await open(rapporteur, '?show=all&as=timeline');
		const overdue = rapporteur.getByRole('group').filter({ hasText: /^Overdue/ });
		for (const reference of ['JS-01-A1', 'JS-01-A2', 'JS-01-A3'])
			await overdue.getByText(reference, { exact: true }).waitFor();
		await rapporteur.getByText(/^Today, /).waitFor();
	});

	test('is saved as a file, label first', async () => {
		await open(rapporteur, '?show=all&topic=contacts');
		await rapporteur.getByRole('button', { name: 'Export' }).click();
		const waiting = rapporteur.waitForEvent('download');
		await rapporteur.getByRole('link', { name: 'Table (CSV)' }).click();
		const stream = await (await waiting).createReadStream();
		const text = Buffer.concat(await Array.fromAsync(stream)).toString('utf8');
		const lines = text.split('\r\n').filter(Boolean);
		expect(lines).toHaveLength(3);
		expect(lines[0]).toMatch(/^\ufeff"Label","Audience and caveat","Reference",/);
		expect(lines[1]).toMatch(/^"TLP:CLEAR",,"JS-01-A2",/);
	});
});

test('no window logged an error', () => {
	expect(windows.complaints).toEqual([]);
});
