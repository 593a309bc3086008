import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

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

/** The documents for which a page has opened a socket that is still open. */
function socketsOf(page: Page): Set<string> {
	const open = new Set<string>();
	page.on('websocket', (socket) => {
		const document = /\/sync\/\d+\/[^/]+\/([^?]+)/.exec(socket.url())?.[1];
		if (!document) return;
		open.add(document);
		socket.on('close', () => open.delete(document));
	});
	return open;
}

describe('a document that a reader does not look at', () => {
	let olga: Page;
	let rapporteur: Page;
	let sockets: Set<string>;
	const card = (page: Page, words: string) =>
		page.locator('aside [data-action]').filter({ hasText: words });

	/** Goes on writing the wording of the action, in its dialog. */
	async function say(page: Page, words: string) {
		await card(page, 'send the maps')
			.getByRole('button', { name: /^(Edit|Open) / })
			.click();
		const dialog = page.getByRole('dialog', { name: /JS-01-A/ });
		await dialog.getByRole('tab', { name: 'Details' }).click();
		await dialog.getByLabel('What is to be done').press('End');
		await page.keyboard.insertText(words);
		await page.keyboard.press('Escape');
	}

	beforeAll(async () => {
		[olga, rapporteur] = [await windows.open('olga'), await windows.open('rapporteur')];
		sockets = socketsOf(olga);
		await openItem(olga, meeting, 3);
		await rapporteur.goto(`/sessions/${meeting.session}`);
		await rapporteur.getByRole('link', { name: /^Sensitive technologies/ }).click();
		await rapporteur.locator('.prose[contenteditable="true"]').waitFor();
	});

	test('is no connection of theirs, and its actions are live all the same', async () => {
		const text = rapporteur.locator('.prose[contenteditable="true"]');
		await toEnd(text);
		await text.press('Enter');
		await text.pressSequentially('! @US-DOJ send the maps');
		await text.press('Enter');
		await card(olga, 'send the maps')
			.getByText(/JS-01-A\d/)
			.waitFor();
		expect(sockets.size).toBe(1);
		await say(rapporteur, ' of the harbour');
		await card(olga, 'send the maps of the harbour').waitFor();
	});

	test('is opened for a change of one of its actions, and closed afterwards', async () => {
		await card(olga, 'send the maps')
			.getByRole('button', { name: /^(Edit|Open) / })
			.click();
		const dialog = olga.getByRole('dialog', { name: /JS-01-A/ });
		await dialog.getByRole('tab', { name: 'Details' }).click();
		const words = dialog.getByLabel('What is to be done');
		await expect.poll(() => words.isEnabled()).toBe(true);
		expect(await words.inputValue()).toBe('send the maps of the harbour');
		await dialog.getByLabel('Due').fill('2024-09-30');
		await dialog.getByRole('button', { name: 'Save', exact: true }).click();
		await card(rapporteur, 'send the maps').getByText('30 September 2024').waitFor();
		await card(olga, 'send the maps').getByText('30 September 2024').waitFor();
		await expect.poll(() => sockets.size).toBe(1);
		await saved(olga);
	});

	test('is found in by the session’s search, which opens it for as long as it takes', async () => {
		await olga.keyboard.press('Control+Shift+F');
		const dialog = olga.getByRole('dialog', { name: 'Find in the session' });
		await dialog.getByLabel('Find', { exact: true }).fill('the harbour');
		await dialog.getByText('1 match in 1 text').waitFor();
		expect(sockets.size).toBeGreaterThan(1);
		await dialog.getByRole('button', { name: 'Close' }).click();
		await expect.poll(() => sockets.size).toBe(1);
	});

	test('has its actions again after the line was lost', async () => {
		await meeting.kill();
		await meeting.restart();
		await card(olga, 'send the maps of the harbour').getByText('30 September 2024').waitFor();
		await saved(rapporteur);
		await say(rapporteur, ' and the bay');
		await card(olga, 'of the harbour and the bay').waitFor();
	});
});

describe('the first screen of a text', () => {
	test('is read before any script has come', async () => {
		const page = await windows.open('rapporteur');
		const withheld = Promise.withResolvers<void>();
		await page.route(/_app\/immutable\/.*\.js$/, async (route) => {
			await withheld.promise;
			await route.continue();
		});
		await page.goto(`/sessions/${meeting.session}`, { waitUntil: 'commit' });
		const beginning = page.locator('.prose[aria-busy="true"]');
		await beginning
			.getByText(/\w{4,}/)
			.first()
			.waitFor();
		const words = await beginning.innerText();
		expect(words.length).toBeGreaterThan(50);
		withheld.resolve();
		const text = page.locator('.prose[contenteditable="true"]');
		await text.waitFor();
		await expect.poll(() => beginning.count()).toBe(0);
		for (const line of words
			.split('\n')
			.filter((one) => one.length > 20)
			.slice(0, 3))
			expect(await text.innerText()).toContain(line);
		expect(await violations(page)).toEqual([]);
		await page.close();
	});
});
