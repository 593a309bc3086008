import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, type Windows } from '../support/windows.ts';

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

test('twelve agenda items are seen at once on a screen of 1440 by 900, however long their titles', async () => {
	const title =
		'Exchange of information on end users, routes and intermediaries in third countries';
	const item = { kind: 'topical', title, plannedMinutes: 20, speakers: [] };
	for (let at = 0; at < 7; at++)
		await meeting.post('rapporteur', `/api/sessions/${meeting.session}/agenda`, item);
	const page = await windows.open('rapporteur');
	await page.setViewportSize({ width: 1440, height: 900 });
	await openItem(page, meeting, 3);
	const last = page
		.getByRole('complementary', { name: /^Agenda/ })
		.locator('li')
		.nth(11);
	await last.getByText('20 min').waitFor();
	const box = await last.boundingBox();
	expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(900);
	expect(await violations(page)).toEqual([]);
});
