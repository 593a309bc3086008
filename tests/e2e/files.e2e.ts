import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { png } from '../support/sample-pictures.ts';
import { openItem, openWindows, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let [olga, ukraine, chair]: [Page, Page, Page] = [] as never;
let hers: Locator;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	[olga, ukraine, chair] = [
		await windows.open('olga'),
		await windows.open('ukraine'),
		await windows.open('chair')
	];
	hers = await openItem(olga, meeting, 3);
	await openItem(ukraine, meeting, 3);
	await openItem(chair, meeting, 3);
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const letter = {
	name: 'Letter of request.txt',
	mimeType: 'text/plain',
	buffer: Buffer.from('We ask for the flight list of 3 July.')
};
const map = { name: 'map.png', mimeType: 'image/png', buffer: Buffer.from(png(320, 200)) };
const page = { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<p>x') };

const openFiles = (page: Page) => page.getByRole('tab', { name: /^Files/ }).click();
const filesIn = (page: Page, name: string) =>
	page.getByRole('list', { name, exact: true }).getByRole('listitem');

describe('files of a session', () => {
	test('are attached with what a picture shows, and said no to in plain words', async () => {
		for (const one of [olga, ukraine, chair]) await openFiles(one);
		await olga.getByRole('button', { name: 'Attach files' }).click();
		const dialog = olga.getByRole('dialog', { name: 'Attach files' });
		await dialog.getByLabel('Choose files').setInputFiles([letter, map, page]);
		await dialog.getByLabel('What map.png shows').fill('The routes of July');
		expect(await violations(olga)).toEqual([]);
		await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
		await dialog.getByText('This file is not taken.').waitFor();
		expect(await dialog.getByRole('listitem').count()).toBe(1);
		await dialog.getByRole('button', { name: 'Leave out page.html' }).click();
		await dialog.getByRole('button', { name: 'Close' }).click();
		for (const one of [olga, ukraine]) {
			await expect.poll(() => filesIn(one, 'The session').count()).toBe(2);
			expect(await filesIn(one, 'The session').last().textContent()).toContain(
				'The routes of July'
			);
		}
		expect(await violations(ukraine)).toEqual([]);
	});

	test('are opened, and removed by those who added them, after a question', async () => {
		const opened = olga.waitForEvent('download');
		await olga.getByRole('link', { name: 'Letter of request.txt' }).click();
		expect((await opened).suggestedFilename()).toBe('Letter of request.txt');
		expect(await ukraine.getByRole('button', { name: /^Remove (Letter|map)/ }).count()).toBe(0);
		await olga.getByRole('button', { name: 'Remove Letter of request.txt' }).click();
		const sure = olga.getByRole('dialog', { name: 'Remove “Letter of request.txt”?' });
		await sure.getByRole('button', { name: 'Remove' }).click();
		await expect.poll(() => filesIn(ukraine, 'The session').count()).toBe(1);
	});
});

describe('a file for some', () => {
	test('is marked so, and gone from everybody else’s window', async () => {
		await olga.getByRole('button', { name: 'Who may have map.png' }).click();
		const dialog = olga.getByRole('dialog', { name: 'Who may have map.png' });
		await dialog.getByLabel('TLP label').selectOption('TLP:AMBER');
		await dialog.getByLabel('Only some of them').check();
		await dialog.getByRole('group', { name: 'Delegations' }).getByLabel('EUROJUST').check();
		expect(await violations(olga)).toEqual([]);
		await dialog.getByRole('button', { name: 'Change' }).click();
		await dialog.waitFor({ state: 'detached' });
		await expect.poll(() => filesIn(ukraine, 'The session').count()).toBe(0);
		expect(await ukraine.content()).not.toMatch(/map\.png|The routes of July/);
		await expect
			.poll(() => filesIn(chair, 'The session').textContent())
			.toMatch(
				/map\.png.*TLP:AMBER.*US-DOJ, EUROJUST only|map\.png.*TLP:AMBER.*EUROJUST, US-DOJ only/
			);
	});
});

describe('evidence for an action', () => {
	test('is dropped on its card, and listed there for all who may read it', async () => {
		await toEnd(hers);
		await hers.press('Enter');
		await hers.pressSequentially('! @US-DOJ send the list by 30 Sept');
		await hers.press('Enter');
		const card = hers.locator('[data-action]');
		await card.getByText('send the list').waitFor();
		const data = await olga.evaluateHandle((text) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([text], 'list.csv', { type: 'text/csv' }));
			return transfer;
		}, 'a;b');
		await card.dispatchEvent('drop', { dataTransfer: data });
		const dialog = olga.getByRole('dialog', { name: /^Attach to / });
		await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
		await dialog.waitFor({ state: 'detached' });
		await expect
			.poll(() => ukraine.locator('[data-action]').first().textContent())
			.toContain('list.csv');
		await ukraine.getByRole('tab', { name: /^Actions/ }).click();
		expect(await violations(ukraine)).toEqual([]);
		expect(windows.complaints).toEqual([]);
	});
});

describe('a picture in a text', () => {
	test('is pasted, described, and shown to all who may read the text', async () => {
		await toEnd(hers);
		await hers.press('Enter');
		await hers.evaluate(
			async (element, bytes) => {
				const transfer = new DataTransfer();
				const file = new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' });
				transfer.items.add(file);
				const paste = { clipboardData: transfer, bubbles: true, cancelable: true };
				element.dispatchEvent(new ClipboardEvent('paste', paste));
			},
			[...png(64, 48)]
		);
		const dialog = olga.getByRole('dialog', { name: 'Insert a picture' });
		await dialog.getByLabel('What image.png shows').fill('The pier at night');
		await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
		await dialog.waitFor({ state: 'detached' });
		for (const one of [olga, ukraine]) {
			const picture = one.getByRole('img', { name: 'The pier at night' });
			await picture.waitFor();
			await expect
				.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
				.toBe(64);
		}
		expect(await violations(ukraine)).toEqual([]);
	});

	test('is described anew in its place', async () => {
		const line = ukraine.locator('.picture');
		await line.getByRole('button', { name: 'Say what image.png shows' }).click();
		const dialog = ukraine.getByRole('dialog', { name: 'What the picture shows' });
		await dialog.getByLabel('What the picture shows').fill('The pier, from the north');
		await dialog.getByRole('button', { name: 'Save' }).click();
		await olga.getByRole('img', { name: 'The pier, from the north' }).waitFor();
	});

	test('comes back by an undo, and goes into an annex with its lines', async () => {
		await olga.locator('.picture').click();
		await hers.press('Delete');
		await olga.locator('.picture').waitFor({ state: 'detached' });
		await hers.press('Control+z');
		await olga.getByRole('img', { name: 'The pier, from the north' }).waitFor();
		await olga.locator('.picture img').click();
		await olga.getByRole('button', { name: 'Restrict…' }).click();
		const dialog = olga.getByRole('dialog', { name: 'Restrict this line' });
		await dialog.getByRole('group', { name: 'Who may read it' }).getByLabel('EUROJUST').check();
		await dialog.getByRole('button', { name: 'Restrict', exact: true }).click();
		await dialog.waitFor({ state: 'detached' });
		await chair.getByRole('img', { name: 'The pier, from the north' }).waitFor();
		await expect.poll(() => ukraine.locator('.picture').count()).toBe(0);
		await ukraine.getByRole('tab', { name: /^Files/ }).click();
		await expect.poll(() => ukraine.content()).not.toMatch(/image\.png|The pier/);
		expect(windows.complaints).toEqual([]);
	});
});
