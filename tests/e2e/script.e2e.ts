import { readFile } from 'node:fs/promises';
import mammoth from 'mammoth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPORT_FORMATS, FORMAT_WORDS, type ExportFormat } from '#shared/minutes/export-formats.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { collapse, readPdf } from '../support/pdf-text.ts';
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

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

describe('the July meeting, from sign-in to exported minutes', () => {
	let rapporteur: Page;
	let olga: Page;
	const files = new Map<ExportFormat, Uint8Array>();

	test('the rapporteur signs in, opens the session and types under item 4', async () => {
		rapporteur = await windows.stranger();
		await signInByForm(rapporteur, meeting, 'rapporteur');
		await rapporteur
			.getByRole('link', { name: /Joint meeting on keeping/ })
			.first()
			.click();
		const notes = await openItem(rapporteur, meeting, 4);
		await toEnd(notes);
		await notes.press('Enter');
		await notes.pressSequentially('The delegations described their enforcement tools');
		await saved(rapporteur);
	});

	test('a second delegate sees it and types in the same paragraph', async () => {
		olga = await windows.open('olga');
		const theirs = await openItem(olga, meeting, 4);
		const paragraph = theirs.locator('p', { hasText: 'enforcement tools' });
		await paragraph.click();
		await olga.keyboard.press('End');
		await olga.keyboard.type(', and the United States its Strike Force.');
		const both = 'enforcement tools, and the United States its Strike Force.';
		await expect.poll(() => notesText(rapporteur)).toContain(both);
	});

	test('each sees the other: roster, caret with a name, who types where', async () => {
		const names = /2 people are here: .*Delegate, US Department of Justice \(US-DOJ\)/;
		const roster = rapporteur.getByRole('button', { name: names });
		await roster.waitFor();
		await roster.getByText('US-DOJ: Delegate').waitFor();
		await olga.keyboard.type(' ');
		await rapporteur
			.locator('.caret-name', { hasText: 'Delegate, US Department' })
			.waitFor({ state: 'attached' });
		await rapporteur.getByText('Delegate, US Department of Justice is typing in item 4').waitFor();
	});

	test('an action typed with ! gets a number, a lead and a date, and its lead is notified at once', async () => {
		const notes = rapporteur.getByRole('textbox', { name: /^Notes of item 4/ });
		await toEnd(notes);
		await notes.press('Enter');
		await notes.pressSequentially('! @US-DOJ, ');
		await notes.pressSequentially(
			'@Delegate.US-DOJ, @EC share the list of enforcement contacts by 30 Sept'
		);
		await rapporteur.getByText(/adds an action for US-DOJ, Delegate, US Department/).waitFor();
		await notes.press('Enter');
		for (const page of [rapporteur, olga]) {
			const card = page.getByRole('textbox', { name: /^Notes/ }).locator('[data-action]');
			await card.getByText('JS-01-A1').waitFor();
			await card.getByText('30 September 2024').waitFor();
			await card.getByText('Delegate, US Department of Justice').waitFor();
			await card.getByText('with EC').waitFor();
		}
		await olga
			.getByText(/JS-01-A1/)
			.first()
			.waitFor();
		await olga.getByRole('button', { name: /Notifications.*1/ }).waitFor();
	});

	test('undo brings the typed line back, and redo the action with the same number', async () => {
		const notes = rapporteur.getByRole('textbox', { name: /^Notes of item 4/ });
		await notes.press('Control+z');
		await notes.getByText('! @US-DOJ, @Delegate.US-DOJ').waitFor();
		await notes.press('Control+y');
		await notes.getByText('JS-01-A1').waitFor();
	});

	test('its lead finds it under My actions', async () => {
		const home = await olga.context().newPage();
		// The redo reaches the register a moment after the room, and Home shows what was there when it was opened.
		const found = async () => {
			await home.goto('/');
			return home.getByText('share the list of enforcement contacts').count();
		};
		await expect.poll(found).toBe(1);
		await home.close();
	});

	test('a status changed in the register is seen in the room', async () => {
		const card = rapporteur.getByRole('textbox', { name: /^Notes/ }).locator('[data-action]');
		for (const [who, step, status] of [
			[rapporteur, 'Agree', 'Agreed'],
			[olga, 'Start work', 'In progress']
		] as const) {
			const register = await who.context().newPage();
			await register.goto('/actions?show=all');
			await register.getByRole('button', { name: /^Status of JS-01-A1/ }).click();
			await register.getByRole('button', { name: step, exact: true }).click();
			await card.getByText(status).waitFor();
			await register.close();
		}
	});

	test('a decision is recorded by typing, and another action by form', async () => {
		const notes = rapporteur.getByRole('textbox', { name: /^Notes of item 4/ });
		await toEnd(notes);
		await notes.pressSequentially('= decided: to exchange lists of end users every quarter');
		await notes.press('Enter');
		await notes.getByText('JS-01-D1').waitFor();
		await olga.getByRole('button', { name: 'New action' }).click();
		const dialog = olga.getByRole('dialog', { name: 'New action' });
		await dialog.getByLabel('What is to be done').fill('Prepare the next session');
		await dialog.getByLabel('Lead organisation').selectOption({ label: 'Eurojust' });
		await dialog.getByLabel('Lead person').selectOption({ label: 'Rapporteur, Eurojust' });
		await dialog.getByLabel('Due').fill('2024-10-15');
		await dialog.getByRole('button', { name: 'Add action' }).click();
		await rapporteur
			.getByRole('complementary', { name: /^Actions/ })
			.getByText('JS-01-A2')
			.waitFor();
		await saved(rapporteur);
		await saved(olga);
	});

	test.for([...EXPORT_FORMATS])('the minutes are exported as %s', async (format) => {
		await rapporteur.getByRole('button', { name: 'Export', exact: true }).click();
		const download = rapporteur.waitForEvent('download');
		await rapporteur.getByRole('button', { name: FORMAT_WORDS[format]() }).click();
		const file = await download;
		expect(file.suggestedFilename()).toBe(`JS-01-MIN.${format}`);
		files.set(format, await readFile(await file.path()));
		await rapporteur.keyboard.press('Escape');
	});

	test('an independent reader finds every item, decision and action in the Word file', async () => {
		const { value } = await mammoth.extractRawText({ buffer: Buffer.from(file('docx')) });
		for (const words of EVERYTHING) expect(value).toContain(words);
	});

	test('and in the PDF, with tagged headings and the label on each page', async () => {
		const pdf = await readPdf(file('pdf'));
		const text = collapse(pdf.pages.join(' '));
		for (const words of EVERYTHING) expect(text).toContain(words);
		for (const page of pdf.pages) expect(page).toContain('TLP:CLEAR');
		expect(pdf.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'Table']));
	});

	test('and in the web page, the Markdown and the data', () => {
		for (const format of ['html', 'md', 'json'] as const) {
			const text = new TextDecoder().decode(file(format)).replaceAll(/\\(.)/g, '$1');
			for (const words of EVERYTHING) expect(text).toContain(words);
		}
	});

	test('no window logged an error', () => {
		expect(windows.complaints).toEqual([]);
	});

	function file(format: ExportFormat): Uint8Array {
		const bytes = files.get(format);
		if (!bytes) throw new Error(`${format} was not exported`);
		return bytes;
	}
});

const EVERYTHING = [
	'Opening remarks',
	'Threat picture',
	'Exchange of information',
	'Topical sessions',
	'Conclusions',
	'enforcement tools, and the United States its Strike Force.',
	'JS-01-A1',
	'share the list of enforcement contacts',
	'JS-01-A2',
	'Prepare the next session',
	'JS-01-D1',
	'to exchange lists of end users every quarter',
	'JS-01-C1',
	'Participants agreed to carry the momentum forward.',
	'JS-01-C2',
	'Andriy Kostin'
];

function notesText(page: Page): Promise<string | null> {
	return page.getByRole('textbox', { name: /^Notes of item 4/ }).textContent();
}
