import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveToOlga } from '../support/given-action.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { catchMail, type MailCatcher } from '../support/mail-catcher.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openWindows, type Windows } from '../support/windows.ts';

let catcher: MailCatcher;
let meeting: Meeting;
let windows: Windows;

beforeAll(async () => {
	catcher = await catchMail();
	meeting = await holdMeeting({ SMTP_URL: catcher.url, MAIL_PAUSE_SECONDS: '0' });
	windows = await openWindows(meeting);
});
afterAll(async () => {
	await windows.close();
	await meeting.end();
	await catcher.close();
});

// Needs a real browser: it sets the origin of a form itself, and a page's referrer policy can suppress it.
test.each([
	['with scripts', true],
	['without scripts', false]
])(
	'a link in a mail is answered %s',
	async (how, javaScriptEnabled) => {
		const action = await giveToOlga(meeting, `share the list ${how}`);
		const { text } = await catcher.gets((mail) => mail.text.includes(`list ${how}” (`));
		const path = /Accept: https?:\/\/[^/]+(\/answer\/\S+)/.exec(text)?.[1] ?? '';
		const context = await windows.browser.newContext({ javaScriptEnabled });
		const page = await context.newPage();
		await page.goto(meeting.address + path);
		await page.getByRole('button').click();
		await page.getByRole('link', { name: 'Open the board' }).waitFor();
		const taken = rowOf(meeting, `select taken_on from action where id = '${action}'`);
		expect(taken).toEqual({ taken_on: 'accepted' });
	},
	60_000
);
