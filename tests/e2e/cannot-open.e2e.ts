import { afterEach, beforeEach, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
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

it('an editor whose files are gone after an update says so, and never “Saved”', async () => {
	const page = await windows.open('rapporteur');
	const chunk = /\/_app\/immutable\/chunks\/.*\.js$/;
	let isGone = true;
	await page.route(chunk, async (route) => {
		const response = await route.fetch();
		const isEditor = (await response.text()).includes('ProseMirror-separator');
		return isEditor && isGone ? route.fulfill({ status: 404 }) : route.fulfill({ response });
	});
	await page.goto(`/sessions/${meeting.session}`);
	await page.getByText('The editor did not load. Perhaps').first().waitFor();
	await page.locator('[data-saved="unshown"]').waitFor();
	expect(await page.getByText('Saved', { exact: true }).count()).toBe(0);
	expect(await violations(page)).toEqual([]);
	isGone = false;
	await page.getByRole('button', { name: 'Load the page again' }).first().click();
	await saved(page);
	const notes = await openItem(page, meeting, 3);
	await toEnd(notes);
	await notes.pressSequentially(' Here again.');
	await saved(page);
});

it('a room whose documents are reached by no way says so, and opens once they are', async () => {
	const page = await windows.open('rapporteur');
	let isBlocked = true;
	await page.routeWebSocket(/\/sync\//, (socket) => {
		if (isBlocked) void socket.close({ code: 1006 });
		else socket.connectToServer();
	});
	await page.route(/\/polled\//, (route) => (isBlocked ? route.abort() : route.continue()));
	await page.goto(`/sessions/${meeting.session}`);
	await page.locator('[data-saved="unreached"]').waitFor();
	expect(await violations(page)).toEqual([]);
	isBlocked = false;
	await saved(page);
});
