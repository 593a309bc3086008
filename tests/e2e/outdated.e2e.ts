import { afterEach, beforeEach, expect, it } from 'vitest';
import { SCHEMA } from '#shared/text/roots.ts';
import { violations } from '../support/axe.ts';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let line: Line;

beforeEach(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	line = await layLine(meeting.address);
});
afterEach(async () => {
	await windows.close();
	await line.close();
	await meeting.end();
});

const SAID = 'The board was updated. Reload the page to go on.';
const LATE = 'Written while the board was updated.';

it('a page of before a new schema says so, and what it had not sent is kept and readable', async () => {
	const page = await windows.open('olga', { through: line.address });
	// Once it `isOld`, it asks for documents as the program of the schema before did.
	await page.addInitScript((schema) => {
		const [current, before] = [`/sync/${schema}/`, `/sync/${schema - 1}/`];
		const Today = WebSocket;
		window.WebSocket = class extends Today {
			constructor(address: string | URL, protocols?: string | string[]) {
				super('isOld' in window ? String(address).replace(current, before) : address, protocols);
			}
		};
	}, SCHEMA);
	// By long polling it would ask as the program of today.
	await page.route(/\/polled\//, (route) => route.abort());
	const notes = await openItem(page, meeting, 4);
	await toEnd(notes);
	line.cut();
	await page.keyboard.type(LATE);
	await page.evaluate(() => Object.assign(window, { isOld: true }));
	line.restore();
	await page.locator('[data-saved="ended"]').getByText(SAID).waitFor();
	expect(await page.getByText('Saved', { exact: true }).count()).toBe(0);
	expect(await violations(page)).toEqual([]);

	await page.reload();
	await saved(page);
	const kept = page.getByRole('region', { name: 'Kept, not taken over' });
	await kept.getByText(LATE).waitFor();
	expect(await page.getByRole('textbox', { name: /^Notes of item 4,/ }).innerText()).not.toContain(
		LATE
	);
	expect(windows.complaints).toEqual([]);
});
