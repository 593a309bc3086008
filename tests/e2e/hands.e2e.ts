import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import {
	openItem,
	openWindows,
	saved,
	startSession,
	toEnd,
	type Windows
} from '../support/windows.ts';

const SECONDS = 60;

let meeting: Meeting;
let windows: Windows;
let chair: Page;
let rapporteur: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	[chair, rapporteur] = [await windows.open('chair'), await windows.open('rapporteur')];
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const bar = (page: Page) => page.getByRole('region', { name: 'What is running' });

/** Opens the read-back of a conclusion of item 5 and takes it back. */
async function readBack(reference: string): Promise<void> {
	await chair.getByRole('tab', { name: /^Decisions/ }).click();
	const card = chair.locator('aside [data-decision]').filter({ hasText: reference });
	await card.getByRole('button', { name: `Edit ${reference}` }).click();
	const dialog = chair.getByRole('dialog', { name: reference });
	await dialog.getByRole('button', { name: 'Read back' }).click();
	await dialog.getByRole('button', { name: 'Return to drafting' }).click();
	await dialog.getByRole('button', { name: 'Close' }).click();
}

/** All that a chair does to a room while somebody writes in it. */
async function chairTheSession(): Promise<void> {
	for (let item = 2; item <= 5; item++) {
		await bar(chair)
			.getByRole('button', { name: /^Next: item/ })
			.click();
		if (item === 3) await readBack('JS-01-C1');
		await chair.waitForTimeout((SECONDS / 8) * 1_000);
	}
	await readBack('JS-01-C2');
	await bar(chair).getByRole('button', { name: 'Close the session' }).click();
	const sure = chair.getByRole('dialog', { name: 'Close the session?' });
	await sure.getByRole('button', { name: 'Close the session' }).click();
	const closing = chair.getByRole('dialog', { name: 'Before the session is closed' });
	await closing
		.getByRole('listitem')
		.filter({ hasText: 'JS-01-C1' })
		.getByText('is still a proposal')
		.waitFor();
	await closing.getByLabel('Reason for closing anyway').fill('It was late.');
	await closing.getByRole('button', { name: 'Close anyway' }).click();
	await bar(chair)
		.getByText(/^Closed/)
		.waitFor();
}

test(`whoever types without a pause for ${SECONDS} seconds is never moved, whatever the chair does`, async () => {
	await chair.goto(`/sessions/${meeting.session}`);
	await startSession(chair);
	await rapporteur.goto(`/sessions/${meeting.session}`);
	await bar(rapporteur).getByText('You are following what is running').waitFor();
	const notes = rapporteur.getByRole('textbox', { name: /^Notes of item 1,/ });
	await toEnd(notes);
	await notes.press('Enter');
	const lost: string[] = [];
	await rapporteur.exposeFunction('lost', (what: string) => lost.push(what));
	await rapporteur.evaluate(() => {
		document.addEventListener('focusout', () => {
			void (globalThis as unknown as { lost: (what: string) => void }).lost('focus');
		});
	});
	const session = chairTheSession();
	const began = Date.now();
	let typed = '';
	while (Date.now() - began < SECONDS * 1_000) {
		const word = `word${typed.length} `;
		await rapporteur.keyboard.type(word, { delay: 60 });
		typed += word;
	}
	await session;
	await saved(rapporteur);
	expect(lost).toEqual([]);
	expect(await notes.innerText()).toContain(typed.trim());
	for (const item of [2, 3, 4, 5]) {
		const other = await openItem(chair, meeting, item);
		expect(await other.innerText()).not.toMatch(/word\d/);
	}
}, 150_000);
