import { afterEach, beforeEach, expect, it } from 'vitest';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

const USE = 10 * 60_000; // ms after which a room reads something again, so that its person stays signed in

let meeting: Meeting;
let windows: Windows;
let line: Line;

beforeEach(async () => {
	meeting = await holdMeeting();
	line = await layLine(meeting.address);
	windows = await openWindows(meeting);
});
afterEach(async () => {
	await windows.close();
	await line.close();
	await meeting.end();
});

it('a room whose line is away for long is still there, with every word', async () => {
	const page = await windows.open('rapporteur', { through: line.address });
	await page.clock.install();
	const notes = await openItem(page, meeting, 3);
	await toEnd(notes);
	await saved(page);
	line.cut();
	await notes.pressSequentially(' Written on the train.');
	const reading = page.waitForEvent('requestfailed', (request) => /__data/.test(request.url()));
	await page.clock.fastForward(USE + 1_000);
	await reading;
	await notes.pressSequentially(' In a long tunnel.');
	line.restore();
	await page.waitForResponse((response) => /__data/.test(response.url()) && response.ok());
	await saved(page);
	expect(await notes.textContent()).toContain('Written on the train. In a long tunnel.');
	expect(windows.complaints).toEqual([]);
});

it('what is opened while the line is away is shown once it is back', async () => {
	const page = await windows.open('rapporteur', { through: line.address });
	const link = page.locator(`a[href="/sessions/${meeting.session}"]`).first();
	await link.waitFor();
	line.cut();
	await link.click();
	await page.waitForEvent('requestfailed', (request) => /__data/.test(request.url()));
	line.restore();
	await page.waitForURL(/sessions/);
	await saved(page);
});
