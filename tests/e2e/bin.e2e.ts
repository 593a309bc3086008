import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let rapporteur: Page;
let olga: Page;
let mine: Locator;
let theirs: Locator;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	rapporteur = await windows.open('rapporteur');
	olga = await windows.open('olga');
	mine = await openItem(rapporteur, meeting, 3);
	theirs = await openItem(olga, meeting, 3);
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const bin = async (page: Page) => {
	await page.getByRole('button', { name: 'Removed', exact: true }).click();
	return page.getByRole('dialog', { name: 'Removed' });
};

async function say(words: string): Promise<void> {
	await toEnd(mine);
	await mine.press('Enter');
	await mine.pressSequentially(words);
}

describe('what was removed', () => {
	test('is kept for everybody who may write, and comes back where it stood', async () => {
		await say('The second list');
		await say('The third list');
		await theirs.getByText('The third list').waitFor();
		await mine.press('ArrowUp');
		await mine.press('End');
		await mine.press('Shift+Home');
		await mine.press('Backspace');
		await mine.press('Backspace');
		await expect.poll(() => theirs.textContent()).not.toContain('The second list');
		await saved(rapporteur);
		await olga.reload();
		await theirs.getByText('The third list').waitFor();
		const dialog = await bin(olga);
		await dialog.getByText(/^Line · removed at \d\d:\d\d$/).waitFor();
		expect(await violations(olga)).toEqual([]);
		await dialog.getByRole('button', { name: 'Bring back: The second list' }).click();
		await mine.getByText('The second list').waitFor();
		expect(await mine.textContent()).toContain('The second listThe third list');
		await dialog.getByText('Line is back').waitFor();
		await dialog.getByText('Nothing was removed').waitFor();
	});

	test('goes again by undo, and is back in the bin', async () => {
		const dialog = olga.getByRole('dialog', { name: 'Removed' });
		await dialog.getByRole('button', { name: 'Undo' }).click();
		await expect.poll(() => mine.textContent()).not.toContain('The second list');
		await dialog.getByRole('button', { name: 'Bring back: The second list' }).waitFor();
	});

	test('is deleted for good where its words may not be kept', async () => {
		const dialog = olga.getByRole('dialog', { name: 'Removed' });
		await dialog.getByRole('button', { name: 'Delete for good: The second list' }).click();
		await dialog.getByText('Line is deleted for good').waitFor();
		await dialog.getByRole('button', { name: 'Close' }).click();
		const others = await bin(rapporteur);
		await others.getByText('Nothing was removed').waitFor();
		await others.getByRole('button', { name: 'Close' }).click();
	});

	test('is also an action that was withdrawn, and an agenda item with its notes', async () => {
		await say('! @EUROJUST, @Rapporteur circulate the draft by 26 July');
		await mine.press('Enter');
		const card = mine.locator('.record').getByRole('button', { name: 'Edit JS-01-A1' });
		await card.click();
		await rapporteur.getByRole('button', { name: 'Withdraw' }).click();
		await rapporteur.getByText('JS-01-A1 was withdrawn.').waitFor();
		await rapporteur.getByRole('button', { name: 'Change item 4' }).click();
		await rapporteur.getByRole('button', { name: 'Remove', exact: true }).click();
		const dialog = await bin(rapporteur);
		await dialog.getByText('Topical sessions').waitFor();
		expect(await dialog.textContent()).toContain('The meeting was divided into topical sessions');
		await dialog.getByRole('button', { name: 'Bring back: Topical sessions' }).click();
		await dialog.getByText('Agenda item is back').waitFor();
		await olga.getByRole('link', { name: /^4 Topical sessions/ }).waitFor();
		await dialog.getByRole('button', { name: /^Bring back: circulate the draft/ }).click();
		await dialog.getByText('Action JS-01-A1 is back').waitFor();
		await theirs
			.getByRole('button', { name: 'Open JS-01-A1' })
			.or(theirs.getByRole('button', { name: 'Edit JS-01-A1' }))
			.first()
			.waitFor();
		await dialog.getByRole('button', { name: 'Close' }).click();
	});

	test('stands in no minutes, and is forgotten when the session closes', async () => {
		const paper = await meeting.get('rapporteur', `/sessions/${meeting.session}/minutes/paper`);
		const printed = await paper.text();
		expect(printed).toContain('The third list');
		expect(printed).not.toContain('The second list');
		for (const command of [{ do: 'start' }, { do: 'close', overrule: 'time is up' }])
			await meeting.post('chair', `/api/sessions/${meeting.session}/run`, command);
		const buttons = olga.getByRole('button', { name: 'Removed', exact: true });
		await expect.poll(() => buttons.count()).toBe(0);
		expect(windows.complaints).toEqual([]);
	});
});
