import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { runningSession } from '../support/running-session.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

const THEMES = ['light', 'dark'] as const;

let meeting: Meeting;
let windows: Windows;
let page: Page;
let chair: Page;
let administrator: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	page = await windows.open('rapporteur');
	administrator = await windows.open('outsider');
	const olga = await windows.open('olga');
	await openItem(olga, meeting, 4).then((notes) => notes.click());
	const notes = await openItem(page, meeting, 4);
	await toEnd(notes);
	await notes.press('Enter');
	await notes.pressSequentially('! @EUROJUST, @Rapporteur circulate the draft by 26 July');
	await notes.press('Enter');
	await notes.pressSequentially('! @NOBODY find out who this is by someday');
	await notes.press('Enter');
	await saved(page);
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const SCREENS: Record<string, (page: Page) => Promise<unknown>> = {
	home: (on) => on.goto('/'),
	room: (on) => openItem(on, meeting, 4),
	'room with the attendance': async (on) => {
		await openItem(on, meeting, 4);
		await on.getByRole('tab', { name: 'Attendance' }).click();
	},
	'room that runs, with the floor': async (on) => {
		await on.goto(`/sessions/${meeting.session}`);
		await on.getByRole('tab', { name: 'Floor' }).click();
	},
	'projection while somebody speaks': async (on) => {
		await on.goto(projection());
		await on.getByText('Has the floor').waitFor();
	},
	'room with an action open': async (on) => {
		await openItem(on, meeting, 4);
		await on.getByRole('button', { name: 'Edit JS-01-A1' }).first().click();
	},
	'follow-up of an action': async (on) => {
		await openItem(on, meeting, 4);
		await on.getByRole('button', { name: 'Edit JS-01-A1' }).first().click();
		await on.getByRole('tab', { name: 'Follow-up' }).click();
		await on.getByRole('heading', { name: 'History' }).waitFor();
		await on.getByRole('button', { name: 'Cancel the action' }).click();
		await on.getByLabel('Why').waitFor();
	},
	notifications: (on) => on.goto('/notifications'),
	'calendar links': (on) => on.goto('/calendar-feeds'),
	'progress report': (on) => on.goto(`/sessions/${meeting.session}/progress`),
	briefing: async (on) => {
		await openItem(on, meeting, 4);
		await on.getByRole('link', { name: /^Sensitive technologies/ }).click();
		await on.getByRole('textbox', { name: 'Sensitive technologies: the threat' }).waitFor();
	},
	'versions of a briefing': async (on) => {
		await openItem(on, meeting, 4);
		await on.getByRole('link', { name: /^Sensitive technologies/ }).click();
		await keepVersion(on);
	},
	'versions of the notes': async (on) => {
		await openItem(on, meeting, 4);
		await keepVersion(on);
	},
	actions: (on) => on.goto('/actions?show=all'),
	'actions with a row edited and others selected': async (on) => {
		await on.goto('/actions?show=all');
		await on
			.getByRole('checkbox', { name: /^Select/ })
			.last()
			.check();
		await on
			.getByRole('button', { name: /^Change the due date/ })
			.first()
			.click();
		await on
			.getByLabel('Lead', { exact: true })
			.locator('optgroup')
			.first()
			.waitFor({ state: 'attached' });
	},
	'actions with the steps of one': async (on) => {
		await on.goto('/actions?show=all');
		await on
			.getByRole('button', { name: /^Status of/ })
			.first()
			.click();
		await on.getByRole('link', { name: 'Open in its session' }).waitFor();
	},
	'board of the actions': (on) => on.goto('/actions?show=all&as=board'),
	'timeline of the actions': (on) => on.goto('/actions?show=all&as=timeline'),
	'views of the actions': async (on) => {
		await on.goto('/actions?show=all');
		await on.getByRole('button', { name: 'Views' }).click();
		await on.getByLabel('Keep this view as').waitFor();
	},
	'file of the actions': async (on) => {
		await on.goto('/actions?show=all');
		await on.getByRole('button', { name: 'Export' }).click();
		await on.getByRole('link', { name: 'Table (CSV)' }).waitFor();
	},
	'actions on a phone': async (on) => {
		await on.setViewportSize({ width: 390, height: 844 });
		await on.goto('/actions?show=all');
		await on.getByRole('row').nth(1).waitFor();
	},
	decisions: (on) => on.goto('/decisions'),
	'a decision that is read back': async (on) => {
		await openItem(on, meeting, 2);
		await on.getByRole('tab', { name: /Decisions/ }).click();
		await on
			.getByRole('button', { name: /JS-01-C1/ })
			.last()
			.click();
		const dialog = on.getByRole('dialog');
		const start = dialog.getByRole('button', { name: 'Read back', exact: true });
		if ((await start.count()) > 0) await start.click();
		await dialog.getByRole('button', { name: 'Agree with a reservation' }).first().click();
		await dialog.getByLabel('What is reserved').waitFor();
	},
	'the standing of a decision': async (on) => {
		await on.goto('/decisions');
		await on
			.getByRole('button', { name: /Change the standing/ })
			.first()
			.click();
	},
	'a line that is not understood': async (on) => {
		const notes = await openItem(on, meeting, 4);
		await toEnd(notes);
		await notes.press('Enter');
		await notes.pressSequentially('! @NOBODY report by COB');
		await on
			.getByText(/not understood/)
			.first()
			.waitFor();
	},
	minutes: (on) => on.goto(`/sessions/${meeting.session}/minutes`),
	settings: (on) => on.goto(`/sessions/${meeting.session}/settings`),
	'new session': (on) => on.goto('/sessions/new')
};

/** What only the chair can open, in the room. */
const CHAIRS: Record<string, (chair: Page) => Promise<unknown>> = {
	'ways to make up time': async (on) => {
		await on.getByRole('button', { name: 'Make up time' }).click();
		await on.getByRole('button', { name: 'Written procedure' }).first().waitFor();
	},
	'closing of the session': async (on) => {
		await on.getByRole('button', { name: 'Close the session' }).click();
		await on.getByRole('dialog', { name: 'Close the session?' }).waitFor();
	}
};

const projection = () => `/sessions/${meeting.session}/projection`;

describe.for(THEMES)('before the session axe finds nothing in the %s theme', (colorScheme) => {
	test('on its projection', async () => {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.goto(projection());
		await page.getByText('Not started yet').waitFor();
		expect(await violations(page)).toEqual([]);
	});
});

describe('while the session runs, over its time, and somebody speaks', () => {
	beforeAll(async () => {
		chair = await runningSession(meeting, windows);
	});

	describe.for(THEMES)('axe finds nothing in the %s theme', (colorScheme) => {
		test.for(Object.keys(SCREENS))('on the screen %s', async (name) => {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await page.setViewportSize({ width: 1440, height: 900 });
			await SCREENS[name]?.(page);
			expect(await violations(page)).toEqual([]);
		});

		test.for(Object.keys(CHAIRS))('on the %s', async (name) => {
			await chair.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await openItem(chair, meeting, 2);
			await CHAIRS[name]?.(chair);
			expect(await violations(chair)).toEqual([]);
		});

		test('on the administration screen', async () => {
			await administrator.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await administrator.goto('/administration');
			expect(await violations(administrator)).toEqual([]);
		});

		test('on the sign-in screen', async () => {
			const context = await windows.browser.newContext({ colorScheme });
			const stranger = await context.newPage();
			await stranger.goto(`${meeting.address}/sign-in`);
			expect(await violations(stranger)).toEqual([]);
			await context.close();
		});
	});
});

async function keepVersion(on: Page): Promise<void> {
	await on.getByRole('button', { name: 'Versions', exact: true }).click();
	await on.getByLabel('Name for the text as it is now').fill('First reading');
	await on.getByRole('button', { name: 'Keep this version' }).click();
	await on.getByText('“First reading” is kept.').waitFor();
	await on.locator('section[aria-busy="false"]').waitFor();
}

async function violations(on: Page): Promise<string[]> {
	const builder = new AxeBuilder({ page: on });
	// What lies behind a modal dialog cannot be reached, and takes axe ten times as long to look at.
	if ((await on.getByRole('dialog').count()) > 0) builder.include('dialog');
	const { violations: found } = await builder.analyze();
	return found.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`
	);
}
