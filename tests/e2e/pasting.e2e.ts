import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { caretTold, openItem, openWindows, saved, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let page: Page;
let notes: Locator;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	page = await windows.open('rapporteur');
	notes = await openItem(page, meeting, 3);
});
beforeEach(async () => {
	await notes.press('Control+a');
	await notes.press('Delete');
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const file = (name: string) => readFileSync(`tests/cases/${name}`, 'utf8');

/** Pastes as a browser does: with what a program put into the clipboard. */
async function paste(
	html: string,
	text = 'the words',
	files: readonly string[] = []
): Promise<void> {
	await notes.evaluate(
		(element, clipboard) => {
			const data = new DataTransfer();
			if (clipboard.html) data.setData('text/html', clipboard.html);
			if (clipboard.text) data.setData('text/plain', clipboard.text);
			for (const name of clipboard.files)
				data.items.add(new File(['picture'], name, { type: 'image/png' }));
			const options = { clipboardData: data, bubbles: true, cancelable: true };
			element.dispatchEvent(new ClipboardEvent('paste', options));
		},
		{ html, text, files: [...files] }
	);
}

/** The text as elements, without what the editor adds for itself. A line of a list says how far in it stands. */
const shown = () =>
	notes.evaluate((element) =>
		[...element.children].map((child) => {
			const copy = child.cloneNode(true) as Element;
			for (const one of copy.querySelectorAll('br, colgroup, input')) one.remove();
			const level = (child as HTMLElement).style.getPropertyValue('--level');
			if (Number(level) > 0) copy.setAttribute('in', level);
			return copy.outerHTML
				.replace(
					/ (class|dir|role|start|style|(data|aria)-[\w-]+|colspan|rowspan|rel|target|draggable|contenteditable)="[^"]*"/g,
					''
				)
				.replace(/<\/?(tbody|span|div)>/g, '');
		})
	);

describe('what other programs copy', () => {
	test('Word: headings, lists in lists, and what was inserted under "track changes"', async () => {
		await paste(file('05-word-list.html'));
		expect(await shown()).toEqual([
			'<h2>Draft of the desk</h2>',
			'<p>The desk proposes three steps, of which the second is for the lead agency:</p>',
			'<ul><li>collect the names of firms</li></ul>',
			'<ul in="1"><li>those of the north first</li></ul>',
			'<ul><li>compare them</li></ul>',
			'<p>The figure is fifty firms.</p>'
		]);
	});

	test('Word in the browser, other headings, a mail with layout', async () => {
		await paste(file('05-word-web.html'));
		expect(await shown()).toEqual([
			'<h2>Findings of the desk</h2>',
			...['<ul><li>north</li></ul>', '<ul in="1"><li>coast</li></ul>', '<ul><li>south</li></ul>']
		]);
		await notes.press('Control+a');
		await paste(file('05-headings.html'));
		expect(await shown()).toEqual([
			...['<h2>Heading one</h2>', '<p>text below</p>', '<h4>Heading five</h4>', '<p>more text</p>']
		]);
		await notes.press('Control+a');
		await paste(file('06-mail-layout.html'));
		expect(await shown()).toEqual([
			...['<p>Dear colleagues,</p>', '<p>the list is below.</p>'],
			'<table><tr><th><p>Port</p></th><th><p>Ships</p></th></tr><tr><td><p>North</p></td><td><p>12</p></td></tr></table>'
		]);
	});

	test('a spreadsheet: a table as written, in a text, a list and a cell', async () => {
		const table =
			'<table><tr><td><p>Port</p></td><td><p>1.234,50</p></td><td><p>01/02</p></td></tr><tr><td><p>North</p></td><td><p>7,00</p></td><td><p>03/04</p></td></tr></table>';
		await paste(file('06-excel.html'), file('06-excel.txt'), ['table.png']);
		expect(await shown()).toContain(table);
		expect(await page.locator('.left-out').count()).toBe(0);
		await notes.press('Control+a');
		await notes.press('Delete');
		await page.getByRole('button', { name: 'List', exact: true }).click();
		await paste(file('06-excel.html'), file('06-excel.txt'));
		expect((await shown()).join('')).toContain('1.234,50');
		await notes.press('Control+a');
		await notes.press('Delete');
		await page.getByRole('button', { name: 'Table', exact: true }).click();
		await paste(file('06-excel.html'), file('06-excel.txt'));
		expect((await shown()).join('')).toMatch(/Port.*1\.234,50.*01\/02.*North/);
	});

	test('merged cells into a cell, and spans that no table has', async () => {
		await page.getByRole('button', { name: 'Table', exact: true }).click();
		await notes.locator('td').last().click();
		await paste(file('06-merged.html'));
		expect((await shown()).join('')).toMatch(/a1.*a2.*a3.*b1.*bc23.*c1/);
		for (const name of ['42-colspan-0.html', '42-colspan-1000.html', '42-rowspan-5000.html']) {
			await notes.press('Control+a');
			await notes.press('Delete');
			await paste(file(name));
			expect(await notes.locator('table').count(), name).toBe(1);
			const spans = await notes
				.locator('td')
				.evaluateAll((cells) => cells.map((cell) => (cell as HTMLTableCellElement).colSpan));
			expect(Math.max(...spans), name).toBeLessThanOrEqual(40);
			expect(Math.min(...spans), name).toBeGreaterThanOrEqual(1);
		}
	});

	test('a page that says data-action: words, and no card', async () => {
		await paste(file('41-data-action.html'));
		expect(await shown()).toEqual([
			...['<p>before</p>', '<p>The harbour office answers on Monday.</p>', '<p>after</p>']
		]);
		await notes.press('Control+a');
		await paste(file('41-data-decision.html'));
		expect(await shown()).toEqual([
			...['<p>before</p>', '<h2>Your choice</h2>', '<p>We keep what you chose.</p>', '<p>after</p>']
		]);
	});

	test('pictures are left out, and a line says so and what to do', async () => {
		await paste(file('08-picture.html'));
		expect(await shown()).toEqual([
			...['<p>Words before the drawing.</p>', '<p>Words after the drawing.</p>']
		]);
		const said = page.getByRole('status').filter({ hasText: 'A picture or file was left out' });
		await said.waitFor();
		await said.getByRole('button', { name: 'Dismiss' }).click();
		expect(await said.count()).toBe(0);
	});

	test('a picture that is copied by itself is asked about', async () => {
		await paste('', '', ['map.png']);
		const dialog = page.getByRole('dialog', { name: 'Insert a picture' });
		await dialog.getByLabel('What map.png shows').waitFor();
		await dialog.getByRole('button', { name: 'Close' }).click();
		await dialog.waitFor({ state: 'detached' });
	});

	test('words go into the line where they are put; Ctrl+Shift+V pastes words alone', async () => {
		await notes.pressSequentially('They  again.');
		for (let i = 0; i < 7; i++) await notes.press('ArrowLeft');
		await caretTold(notes);
		await paste('<p>will <b>meet</b></p>');
		expect(await shown()).toEqual(['<p>They will <strong>meet</strong> again.</p>']);
		await notes.press('Control+a');
		await notes.press('Delete');
		await notes.press('Control+Shift+v');
		await paste('<h1>big</h1>', '- big');
		expect(await shown()).toEqual(['<p>- big</p>']);
		await notes.press('ArrowRight');
	});

	test('far too much is not taken, which is said, and typing goes on', async () => {
		const long = 'word '.repeat(50_000);
		await paste('', Array.from({ length: 12 }, () => long).join('\n'));
		await page.getByText(/^Nothing was pasted/).waitFor();
		await notes.pressSequentially('Still here.');
		await saved(page);
		expect(await shown()).toEqual(['<p>Still here.</p>']);
		const cells = Array.from({ length: 700 }, () => '<tr>' + '<td>1</td>'.repeat(20) + '</tr>');
		await page.getByRole('button', { name: 'Dismiss' }).click();
		await paste(`<table>${cells.join('')}</table>`);
		await page.getByText(/^Nothing was pasted/).waitFor();
		expect(await shown()).toEqual(['<p>Still here.</p>']);
	});

	test('what is copied here is pasted as it is, and undone at once', async () => {
		await paste('<ul><li>one</li><li>two</li></ul>');
		await saved(page);
		const before = await shown();
		await notes.press('Control+a');
		await notes.press('Control+c');
		await notes.press('ArrowRight');
		await caretTold(notes);
		await notes.press('Control+v');
		// Chromium pastes a moment after the key.
		await expect.poll(async () => (await shown()).join('').match(/two/g)).toHaveLength(2);
		await notes.press('Control+z');
		expect(await shown()).toEqual(before);
	});
});
