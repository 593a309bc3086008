import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
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

describe('a mention in the notes', () => {
	test('tells its person at once, and the link opens the paragraph', async () => {
		await olga.goto('/decisions');
		await olga.getByText('Ctrl K').waitFor(); // the page listens
		const notes = await openItem(rapporteur, meeting, 3);
		await toEnd(notes);
		await rapporteur.keyboard.press('Enter');
		await notes.pressSequentially('The manifests are checked with @delegate.us-d');
		await rapporteur.keyboard.press('Enter');
		await notes.pressSequentially('before noon.');
		await saved(rapporteur);
		const toast = olga.getByRole('group', { name: /^You were mentioned/ });
		await toast.getByText('The manifests are checked with @Delegate.US-DOJ').waitFor();
		expect(await toast.textContent()).toContain('Rapporteur, Eurojust');
		expect(await violations(olga)).toEqual([]);
		await toast.getByRole('link', { name: 'Open the text' }).click();
		await olga.getByRole('heading', { name: /^3 / }).waitFor();
		const caretIn = () =>
			olga.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('p')?.textContent);
		await expect.poll(caretIn).toContain('The manifests are checked with @Delegate.US-DOJ');
	});

	test('stands in the list, and can be switched off there', async () => {
		await olga.goto('/notifications');
		const list = olga.getByRole('region', { name: 'Notifications' });
		await list.getByText('You were mentioned · Rapporteur, Eurojust').waitFor();
		await olga
			.getByRole('checkbox', { name: 'I am mentioned in a text: by e-mail' })
			.setChecked(false);
		expect(await violations(olga)).toEqual([]);
		expect(windows.complaints).toEqual([]);
	});
});
