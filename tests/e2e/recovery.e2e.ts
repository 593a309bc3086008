import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { damage } from '../support/damage.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;

beforeEach(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
});
afterEach(async () => {
	await windows.close();
	await meeting.end();
});

const GOOD = 'Words of the last good version.';
const notice = (page: Page) => page.getByRole('alert').filter({ hasText: 'cannot read' });

it('notes that are damaged come back as their last good version when the chair asks for it, for everybody', async () => {
	const { id } = rowOf<{ id: string }>(meeting, "select id from document where kind = 'board'");
	const writer = await windows.open('rapporteur');
	const written = await openItem(writer, meeting, 4);
	await toEnd(written);
	await writer.keyboard.type(` ${GOOD}`);
	await saved(writer);
	await meeting.post('rapporteur', `/api/documents/${id}/versions`, { label: 'Good' });
	await writer.context().close(); // nobody has the words any more
	await damage(meeting, id);

	const [chair, olga] = [await windows.open('chair'), await windows.open('olga')];
	for (const page of [chair, olga]) {
		await page.goto(`/sessions/${meeting.session}`);
		await page.getByRole('link', { name: /^4 / }).click();
		await notice(page).waitFor();
		expect(await page.getByText(GOOD).count()).toBe(0);
	}
	expect(await violations(chair)).toEqual([]);
	await notice(chair).getByRole('button', { name: 'Bring back the last good version' }).click();

	for (const page of [chair, olga]) {
		await page
			.getByRole('textbox', { name: /^Notes of item 4,/ })
			.getByText(GOOD)
			.waitFor();
		await notice(page).waitFor({ state: 'detached' });
	}
	expect(windows.complaints).toEqual([]);
});
