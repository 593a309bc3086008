import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('writing together', () => {
	let mine: Locator;
	let theirs: Locator;

	test('undo reverts one’s own words and leaves those of others', async () => {
		mine = await openItem(rapporteur, meeting, 3);
		theirs = await openItem(olga, meeting, 3);
		await toEnd(mine);
		await mine.pressSequentially(' Written by me.');
		await expect.poll(() => theirs.textContent()).toContain('Written by me.');
		await theirs.press('Control+Home');
		await theirs.pressSequentially('Written by Olga. ');
		await expect.poll(() => mine.textContent()).toContain('Written by Olga.');
		await mine.press('Control+z');
		await expect.poll(() => mine.textContent()).not.toContain('Written by me.');
		await expect.poll(() => theirs.textContent()).not.toContain('Written by me.');
		await expect.poll(() => mine.textContent()).toContain('Written by Olga.');
	});

	test('words typed offline into a line that another removed are shown, and kept by a click', async () => {
		await toEnd(mine);
		await mine.press('Enter');
		await mine.pressSequentially('To be removed');
		await theirs.getByText('To be removed').waitFor();
		await saved(rapporteur);
		await olga.context().setOffline(true);
		await toEnd(theirs);
		await theirs.pressSequentially(', say the others');
		await mine.press('Shift+Home');
		await mine.press('Backspace');
		await mine.press('Backspace');
		await saved(rapporteur);
		await olga.context().setOffline(false);
		const said = /was writing in a line that was removed|being written in a line/;
		await mine.getByText(said).waitFor();
		await mine.getByRole('button', { name: 'Keep' }).click();
		for (const text of [mine, theirs]) {
			await expect.poll(() => text.getByText(said).count()).toBe(0);
			await text.getByText(', say the others').waitFor();
		}
	});

	test('headings, lists, checklists, quotations, tables and links reach the other window', async () => {
		await toEnd(mine);
		const block = async (tool: string, words: string) => {
			await mine.press('Enter');
			await rapporteur.getByRole('button', { name: tool, exact: true }).click();
			await mine.pressSequentially(words);
		};
		await block('Heading', 'A heading');
		await theirs.getByRole('heading', { name: 'A heading' }).waitFor();
		await block('List', 'a point');
		await theirs.locator('ul li', { hasText: 'a point' }).waitFor();
		await mine.press('Enter');
		await block('Checklist', 'to tick');
		await theirs.locator('ul[data-kind="task"] li', { hasText: 'to tick' }).waitFor();
		await theirs.getByRole('checkbox').click();
		await expect.poll(() => mine.getByRole('checkbox').isChecked()).toBe(true);
		await mine.press('Enter');
		await block('Quotation', 'as was said');
		await theirs.locator('blockquote', { hasText: 'as was said' }).waitFor();
		await mine.press('Enter');
		await block('Table', 'first cell');
		await theirs
			.getByRole('cell', { name: 'first cell' })
			.or(theirs.locator('th', { hasText: 'first cell' }))
			.first()
			.waitFor();
		await saved(rapporteur);
	});

	test('a read-only observer sees it all and can change nothing', async () => {
		const observer = await windows.open('observer');
		const notes = await openItem(observer, meeting, 3);
		await expect.poll(() => notes.textContent()).toContain('first cell');
		expect(await notes.getAttribute('contenteditable')).toBe('false');
		expect(await observer.getByRole('toolbar', { name: 'Text' }).count()).toBe(0);
		await observer.context().close();
	});
});

describe('a briefing', () => {
	test('has a head whose fields are written together', async () => {
		for (const page of [rapporteur, olga]) {
			await page.getByRole('link', { name: /^Sensitive technologies/ }).click();
			await page.getByLabel('What is assessed').waitFor();
		}
		await rapporteur.getByLabel('What is assessed').pressSequentially('Procurement networks adapt');
		await expect
			.poll(() => olga.getByLabel('What is assessed').inputValue())
			.toBe('Procurement networks adapt');
		await olga.getByLabel('What is assessed').press('End');
		await olga.getByLabel('What is assessed').pressSequentially(' quickly.');
		await rapporteur.getByLabel('What is assessed').press('Home');
		await rapporteur.getByLabel('What is assessed').pressSequentially('On present evidence: ');
		for (const page of [rapporteur, olga])
			await expect
				.poll(() => page.getByLabel('What is assessed').inputValue())
				.toBe('On present evidence: Procurement networks adapt quickly.');
		await rapporteur.getByRole('button', { name: 'Supercomputing' }).click();
		await olga.getByRole('button', { name: 'Supercomputing', pressed: true }).waitFor();
		await olga.getByLabel('Likelihood of judgement 1').selectOption('likely');
		await expect
			.poll(() => rapporteur.getByLabel('Likelihood of judgement 1').inputValue())
			.toBe('likely');
	});
});

describe('the agenda', () => {
	const bothSee = async (name: RegExp) => {
		for (const page of [rapporteur, olga]) await page.getByRole('link', { name }).waitFor();
	};

	test('is reordered by keyboard, by menu and by dragging; everyone sees it', async () => {
		await openItem(rapporteur, meeting, 5);
		await rapporteur.getByRole('link', { name: /^5 Conclusions/ }).press('Alt+ArrowUp');
		await bothSee(/^4 Conclusions/);

		await rapporteur.getByRole('button', { name: 'Change item 4' }).click();
		await rapporteur.getByRole('button', { name: /^Move down/ }).click();
		await bothSee(/^5 Conclusions/);

		const rows = rapporteur.getByRole('listitem').filter({ hasText: /Conclusions|Threat picture/ });
		await rows
			.filter({ hasText: 'Conclusions' })
			.dragTo(rows.filter({ hasText: 'Threat picture' }));
		await bothSee(/^2 Conclusions/);
	});

	test('gets a new item with a speaker, loses it, and gets it back with its notes', async () => {
		await rapporteur.getByRole('button', { name: 'Add an agenda item' }).click();
		const dialog = rapporteur.getByRole('dialog');
		await dialog.getByLabel('Title').fill('Next meeting');
		await dialog.getByLabel('Planned minutes').fill('5');
		await dialog.getByRole('button', { name: 'Add a speaker' }).click();
		await dialog.getByLabel('Name of speaker 1').fill('Kovács Őrs');
		await dialog.getByRole('button', { name: 'Add item' }).click();
		await olga.getByRole('link', { name: /^6 Next meeting/ }).click();
		const notes = olga.getByRole('textbox', { name: /^Notes of item 6/ });
		await notes.pressSequentially('In the autumn.');
		await saved(olga);
		await rapporteur.getByRole('button', { name: 'Change item 6' }).click();
		await rapporteur.getByRole('button', { name: 'Remove', exact: true }).click();
		await expect.poll(() => olga.getByRole('link', { name: /Next meeting/ }).count()).toBe(0);
		await rapporteur.getByRole('button', { name: 'Undo', exact: true }).click();
		await olga.getByRole('link', { name: /^6 Next meeting/ }).click();
		await olga.getByText('In the autumn.').waitFor();
		await olga.getByText('Kovács Őrs').first().waitFor();
	});

	test('a delegate is offered no way to change it, and a hand-made request is refused', async () => {
		expect(await olga.getByRole('button', { name: 'Add an agenda item' }).count()).toBe(0);
		const status = await olga.evaluate(async (session) => {
			const response = await fetch(`/api/sessions/${session}/agenda`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ kind: 'other', title: 'Mine', speakers: [] })
			});
			return response.status;
		}, meeting.session);
		expect(status).toBe(403);
	});
});

describe('a conclusion', () => {
	test('that is withdrawn prints void, and comes back with its number by undo', async () => {
		const notes = await openItem(rapporteur, meeting, 2);
		const card = notes.locator('[data-decision]', { hasText: 'JS-01-C2' });
		await card.getByRole('button', { name: 'Edit JS-01-C2' }).click();
		await rapporteur.getByRole('button', { name: 'Withdraw' }).click();
		await notes.getByText('JS-01-C2: void').waitFor();
		await rapporteur.getByText('JS-01-C2 was withdrawn.').waitFor();
		await rapporteur.getByRole('button', { name: 'Undo', exact: true }).click();
		await card.getByText('reaffirmed their commitment').waitFor();
		expect(await rapporteur.locator('dialog').count()).toBe(0);
	});

	test('is converted back into the line that would create it', async () => {
		const notes = await openItem(rapporteur, meeting, 2);
		await notes.getByRole('button', { name: 'Edit JS-01-C1' }).click();
		await rapporteur.getByRole('button', { name: 'Back to text' }).click();
		await notes
			.getByText('=c agreed: Participants agreed to carry the momentum forward.')
			.waitFor();
	});
});

describe('a new session', () => {
	test('is created from a template', async () => {
		await rapporteur.goto('/sessions/new');
		await rapporteur.getByLabel('Title').fill('Follow-up on enforcement contacts');
		await rapporteur.getByLabel('Date').fill('2024-09-20');
		await rapporteur.getByText('Joint session on a threat').click();
		await rapporteur.getByRole('button', { name: 'Prepare the session' }).click();
		await rapporteur.getByRole('link', { name: /^1 Opening remarks/ }).waitFor();
		await rapporteur.getByText('JS-02').first().waitFor();
	});

	test('gets a delegate, who finds it on Home; its details are edited', async () => {
		await rapporteur.getByRole('link', { name: 'People and settings' }).click();
		await rapporteur.getByLabel('Place').fill('The Hague');
		await rapporteur.getByRole('button', { name: /^Save/ }).first().click();
		await rapporteur.getByText(/saved/i).first().waitFor();
		await rapporteur.getByLabel('Search by name or organisation').fill('Justice');
		await rapporteur.getByRole('radio', { name: /Delegate, US Department of Justice/ }).check();
		await rapporteur.getByRole('button', { name: 'Add to the session' }).click();
		await rapporteur
			.getByRole('combobox', { name: /Delegate, US Department of Justice/ })
			.waitFor();
		await olga.goto('/');
		const link = olga.getByRole('link', { name: /Follow-up on enforcement contacts/ });
		await olga.getByText('The Hague').waitFor();
		await link.click();
		await olga.getByRole('link', { name: /^1 Opening remarks/ }).waitFor();
		expect(windows.complaints).toEqual([]);
	});
});
