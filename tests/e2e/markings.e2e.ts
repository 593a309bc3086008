import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let olga: Page;
let ukraine: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	olga = await windows.open('olga');
	ukraine = await windows.open('ukraine');
	for (const page of [olga, ukraine]) await openItem(page, meeting, 2);
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const list = (on: Page) => on.getByRole('region', { name: 'Briefings and annexes' });
const marking = (on: Page) => on.getByRole('dialog', { name: /^Marking of/ });

/** Opens the dialog from the page of the document. */
async function openMarking(on: Page) {
	await on.getByRole('button', { name: 'Marking', exact: true }).click();
	const dialog = marking(on);
	await dialog.getByLabel('TLP label').waitFor();
	return dialog;
}

describe('a briefing', () => {
	test('is added for a delegation and a named person of another, with a caveat', async () => {
		await olga.getByRole('button', { name: 'Add a briefing or annex' }).click();
		const dialog = olga.getByRole('dialog', { name: 'New document' });
		await dialog.getByLabel('Title').fill('Lasers');
		await dialog.getByLabel('TLP label').selectOption('TLP:AMBER');
		await dialog.getByLabel('Caveat').fill('LIMITE');
		await dialog.getByLabel('Only some delegations or people').check();
		const people = dialog.getByRole('group', { name: 'People' });
		await people.getByLabel('Find somebody').fill('rapp');
		await people.getByRole('checkbox', { name: /^Rapporteur, Eurojust/ }).check();
		expect(await violations(olga)).toEqual([]);
		await dialog.getByRole('button', { name: 'Add' }).click();
		await olga.getByText('Only US-DOJ, Rapporteur, Eurojust may read it').waitFor();
		await olga.getByText('LIMITE').waitFor();
	});

	test('appears for others as soon as its originator widens it, with a reason', async () => {
		expect(await list(ukraine).getByText('Lasers').count()).toBe(0);
		const dialog = await openMarking(olga);
		await dialog.getByLabel('TLP label').selectOption('TLP:GREEN');
		await dialog.getByLabel('Everybody in this session').check();
		await dialog.getByText(/^\d people will be able to read it\./).waitFor();
		const change = dialog.getByRole('button', { name: 'Change the marking' });
		await change.click();
		const reason = dialog.getByLabel('Reason');
		expect(await reason.evaluate((field: HTMLInputElement) => field.validity.valueMissing)).toBe(
			true
		);
		await reason.fill('agreed in the break');
		expect(await violations(olga)).toEqual([]);
		await change.click();
		await dialog.waitFor({ state: 'detached' });
		await list(ukraine)
			.getByRole('link', { name: /^Lasers/ })
			.click();
		await ukraine.getByText('Everybody in this session may read it').waitFor();
	});

	test('goes away while somebody types, whose words its readers keep', async () => {
		const typed = 'Two warehouses near the port were searched';
		await ukraine.getByRole('textbox', { name: 'Lasers' }).click();
		await ukraine.keyboard.type(typed);
		await olga.getByText(typed).waitFor();
		const dialog = await openMarking(olga);
		await dialog.getByText('agreed in the break').waitFor();
		await dialog.getByLabel('Only some delegations or people').check();
		await dialog.getByRole('group', { name: 'Delegations' }).getByLabel('Eurojust').check();
		await dialog.getByRole('group', { name: 'Delegations' }).getByLabel('United States').check();
		await dialog.getByText('One of them has it open now.', { exact: false }).waitFor();
		const typing = ukraine.keyboard.type(' and nothing was found in them', { delay: 15 });
		await dialog.getByRole('button', { name: 'Change the marking' }).click();
		await dialog.waitFor({ state: 'detached' });
		await typing;
		await list(ukraine).getByText('Lasers').waitFor({ state: 'detached' });
		await ukraine.getByRole('textbox', { name: 'Lasers' }).waitFor({ state: 'detached' });
		expect(await ukraine.getByText(typed).count()).toBe(0);
		await olga.getByRole('textbox', { name: 'Lasers' }).getByText(typed).waitFor();
	});

	test('says how its marking changed, to whoever may read it', async () => {
		const dialog = await openMarking(olga);
		const history = dialog.getByRole('region', { name: 'Earlier changes' });
		const rows = await history.getByRole('listitem').allInnerTexts();
		expect(rows).toHaveLength(2);
		expect(rows[1]).toMatch(
			/US-DOJ.*TLP:AMBER – US-DOJ, one named person only – LIMITE → TLP:GREEN – LIMITE, agreed in the break/s
		);
		await dialog.getByRole('button', { name: 'Close' }).click();
	});
});

describe('TLP:RED', () => {
	test('asks for people before the session has started, and afterwards offers those present', async () => {
		const dialog = await openMarking(olga);
		await dialog.getByLabel('TLP label').selectOption('TLP:RED');
		await dialog.getByText('Nobody is present yet').waitFor();
		expect(await dialog.getByRole('group', { name: 'Delegations' }).count()).toBe(0);
		await dialog.getByRole('button', { name: 'Close' }).click();
		await meeting.post('chair', `/api/sessions/${meeting.session}/run`, { do: 'start' });
		const again = await openMarking(olga);
		await again.getByLabel('TLP label').selectOption('TLP:RED');
		const present = again.getByRole('radio', { name: /^Those present now: / });
		await present.check();
		await again.getByLabel('Reason').fill('a source is named');
		expect(await violations(olga)).toEqual([]);
		await again
			.getByRole('group', { name: 'People' })
			.getByRole('checkbox', { name: /^Delegate, Prosecutor/ })
			.uncheck();
		await again.getByRole('button', { name: 'Change the marking' }).click();
		await again.waitFor({ state: 'detached' });
		await olga.getByText('Only Delegate, US Department of Justice may read it').waitFor();
	});

	test('is the label of the room for those who read it, which says why', async () => {
		const bar = olga.getByRole('region', { name: 'Session', exact: true });
		await bar.getByRole('button', { name: 'TLP:RED' }).click();
		const why = olga.getByRole('group', { name: 'Why this label?' });
		await why.getByText('TLP:RED because of:').waitFor();
		await why.getByText('Lasers').waitFor();
		await olga.locator('.caret-name').waitFor({ state: 'detached' }); // of who was there a moment ago
		expect(await violations(olga)).toEqual([]);
		await olga.keyboard.press('Escape');
		await ukraine
			.getByRole('region', { name: 'Session', exact: true })
			.getByRole('button', { name: 'TLP:CLEAR' })
			.waitFor();
	});

	test('leaves only as a copy for somebody', async () => {
		await olga.getByRole('button', { name: 'Export' }).click();
		await olga.getByRole('button', { name: /^Markdown/ }).click();
		const dialog = olga.getByRole('dialog', { name: 'A copy of TLP:RED minutes' });
		await dialog.getByLabel('Recipient').fill('Anna of US-DOJ');
		await dialog.getByLabel('Purpose').fill('for the prosecutor');
		expect(await violations(olga)).toEqual([]);
		const download = olga.waitForEvent('download');
		await dialog.getByRole('button', { name: 'Make the copy' }).click();
		await download;
		expect(windows.complaints).toEqual([]);
	});
});

describe('the minutes', () => {
	const paper = () => olga.frameLocator('iframe');

	test('are looked at as others will have them, and a file of that is a copy for them', async () => {
		await olga.goto(`${meeting.address}/sessions/${meeting.session}/minutes`);
		await paper().getByText('TLP:RED').first().waitFor();
		await paper()
			.getByRole('heading', { name: /Lasers/ })
			.waitFor();
		await olga.getByLabel('View as').selectOption('All of UA-PGO');
		await olga.getByText(/^Shown as .* may read it, and never more than you may\./).waitFor();
		await paper().getByText('Withheld content').first().waitFor();
		await expect.poll(() => paper().getByText('Lasers').count()).toBe(0);
		expect(await violations(olga)).toEqual([]);
		await olga.getByRole('button', { name: 'Export' }).click();
		await olga.getByText(/^Copy for /).waitFor();
		const download = olga.waitForEvent('download');
		await olga.getByRole('button', { name: /^Markdown/ }).click();
		const file = await (await download).createReadStream();
		const text = (await file.toArray()).join('');
		expect(text).toMatch(/Copy for .*Prosecutor/);
		expect(text).not.toContain('Lasers');
	});
});
