import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import english from '../../src/messages/en.json' with { type: 'json' };
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { unknownParts } from '../support/people-words.ts';
import { besides, compilePseudo, CONDITION, PSEUDO, pseudo } from '../support/pseudo.ts';
import { openWindows, toEnd, type Windows } from '../support/windows.ts';

const TYPED = '! @EUROJUST circulate the list by 26 July';
const PATIENCE = 60_000; // ms; Vite compiles a page on first request

let meeting: Meeting;
let windows: Windows;
let chair: Page;
let administrator: Page;

beforeAll(async () => {
	await compilePseudo();
	meeting = await holdMeeting({ NODE_ENV: 'development' }, { mode: 'dev', flags: [CONDITION] });
	windows = await openWindows(meeting);
	chair = await windows.open('chair');
	administrator = await windows.open('outsider');
}, 180_000);

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

/** The label of a button or tab, from a message without variants. */
function said(key: keyof typeof english): string {
	const text = english[key];
	return typeof text === 'string' ? pseudo(text) : '';
}
const room = () => `/sessions/${meeting.session}`;

/** Loads the room once: Vite serves a page in hundreds of parts. Then only closes the dialog that is open. */
async function openItem(on: Page): Promise<void> {
	if (new URL(on.url()).pathname !== room()) await on.goto(room());
	await on.keyboard.press('Escape');
	await on.getByRole('dialog').waitFor({ state: 'hidden' });
	await on.locator('a[href^="?item="]').nth(3).click();
	await on.locator('[aria-busy="false"] [contenteditable]').first().waitFor();
}

async function openTab(on: Page, name: keyof typeof english): Promise<void> {
	await openItem(on);
	await on.getByRole('tab', { name: said(name) }).click();
}

/** In order: what is written in the room appears on the later screens. */
const SCREENS: Record<string, (on: Page) => Promise<unknown>> = {
	home: (on) => on.goto('/'),
	room: openItem,
	'room with a line that becomes an action': async (on) => {
		await openItem(on);
		const notes = on.locator('[aria-busy="false"] [contenteditable]').first();
		await toEnd(notes);
		await notes.press('Enter');
		await notes.pressSequentially(TYPED);
		await notes.press('Enter');
		await on.locator('[data-saved="saved"]').waitFor();
	},
	'room with the decisions': (on) => openTab(on, 'sessions_decisions'),
	'room with the floor': (on) => openTab(on, 'sessions_floor'),
	'room with the attendance': (on) => openTab(on, 'sessions_attendance'),
	'room with a briefing': async (on) => {
		await openItem(on);
		await on.getByRole('link', { name: /^Sensitive technologies/ }).click();
		await on.locator('[aria-busy="false"] [contenteditable]').first().waitFor();
	},
	'room with the form of a new action': async (on) => {
		await openTab(on, 'sessions_actions');
		await on.getByRole('button', { name: said('actions_new_action') }).click();
		await on.getByRole('dialog').waitFor();
	},
	'room with the form of a new item': async (on) => {
		await openItem(on);
		await on.getByRole('button', { name: said('agenda_add_an_agenda_item') }).click();
		await on.getByRole('dialog').waitFor();
	},
	'room with the versions': async (on) => {
		await openItem(on);
		await on.getByRole('button', { name: said('sessions_versions'), exact: true }).click();
		await on.getByRole('dialog').getByText(said('versions_no_version_is_kept_yet')).waitFor();
	},
	actions: (on) => on.goto('/actions?show=all'),
	'board of the actions': (on) => on.goto('/actions?show=all&as=board'),
	'timeline of the actions': (on) => on.goto('/actions?show=all&as=timeline'),
	'no action': (on) => on.goto('/actions?q=nothing'),
	decisions: (on) => on.goto('/decisions?show=all'),
	minutes: async (on) => {
		await on.goto(`${room()}/minutes`);
		await on.frameLocator('iframe').locator('main').waitFor();
	},
	'paper of the minutes': (on) => on.goto(`${room()}/minutes/paper`),
	'progress report': (on) => on.goto(`${room()}/progress`),
	projection: (on) => on.goto(`${room()}/projection`),
	settings: (on) => on.goto(`${room()}/settings`),
	'new session': (on) => on.goto('/sessions/new'),
	notifications: (on) => on.goto('/notifications'),
	'calendar links': (on) => on.goto('/calendar-feeds'),
	'a page that is not there': (on) => on.goto('/nothing-here')
};

describe('in the pseudo-language', () => {
	test.for(Object.keys(SCREENS))(
		'%s shows nothing but texts of the catalogue',
		{ timeout: PATIENCE },
		async (name) => {
			await SCREENS[name]?.(chair);
			await expectAllSaid(chair);
		}
	);

	test(
		'administration shows nothing but texts of the catalogue',
		{ timeout: PATIENCE },
		async () => {
			await administrator.goto('/administration');
			await expectAllSaid(administrator);
		}
	);

	test('signing in shows nothing but texts of the catalogue', { timeout: PATIENCE }, async () => {
		const stranger = await windows.stranger();
		await stranger.goto('/sign-in');
		await expectAllSaid(stranger);
	});
});

/** Every visible or announced text is pseudo, or written by people; and the page, laid out right to left, fits. */
async function expectAllSaid(on: Page): Promise<void> {
	await on.locator('main').first().waitFor();
	const { texts, ...page } = await on.evaluate(look);
	expect(texts.flatMap((text) => unknownParts(besides(text), TYPED))).toEqual([]);
	expect(page).toEqual({ language: PSEUDO, direction: 'rtl', isTooWide: false });
}

/** Runs in the page. */
function look() {
	const { body, documentElement: root, title } = document;
	const found = [title];
	const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const { data, parentElement: parent } = texts.currentNode as Text;
		if (parent?.checkVisibility() && !parent.closest('script, style, [contenteditable]'))
			found.push(data);
	}
	for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'label', 'aria-description'])
		for (const element of body.querySelectorAll(`[${name}]`))
			found.push(element.getAttribute(name) ?? '');
	return {
		texts: found,
		language: root.lang,
		direction: root.dir,
		isTooWide: root.scrollWidth > root.clientWidth
	};
}
