import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
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
		await on.getByLabel('Reason').waitFor();
	},
	'search with results': async (on) => {
		await on.goto('/decisions');
		await on.getByText('Ctrl K').waitFor();
		await on.keyboard.press('Control+k');
		await on.getByRole('combobox', { name: 'What to look for' }).fill('joint');
		await on.getByRole('option', { name: /^JS-01/ }).waitFor();
	},
	'keys of the room': async (on) => {
		await openItem(on, meeting, 4);
		await on.keyboard.press('?');
		await on.getByRole('dialog', { name: 'Keys of this page' }).waitFor();
	},
	'link to what is not there': async (on) => {
		await on.goto(`/sessions/${meeting.session}?item=nothing`);
		await on.getByRole('alert').getByText('not lead to anything').waitFor();
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
		await on.getByLabel('Save this view as').waitFor();
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

/** Dialogs in the room that only the chair can open. */
const CHAIRS: Record<string, (chair: Page) => Promise<unknown>> = {
	'ways to make up time': async (on) => {
		await on.getByRole('button', { name: 'Make up time' }).click();
		await on.getByRole('button', { name: 'Settle in writing' }).first().waitFor();
	},
	'closing of the session': async (on) => {
		await on.getByRole('button', { name: 'Close the session' }).click();
		await on.getByRole('dialog', { name: 'Close the session?' }).waitFor();
	}
};

const projection = () => `/sessions/${meeting.session}/projection`;

/** Opens a screen once and checks it in both themes: the structure of a page does not depend on its colours. */
function looksAt(screen: string, on: () => Page, open: (on: Page) => Promise<unknown>): void {
	describe(`on ${screen} axe finds nothing`, () => {
		beforeAll(async () => {
			await on().emulateMedia({ colorScheme: THEMES[0], reducedMotion: 'reduce' });
			await open(on());
		});

		test.for(THEMES)('in the %s theme', async (colorScheme) => {
			await on().emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			expect(await violations(on())).toEqual([]);
		});
	});
}

describe('before the session', () => {
	looksAt(
		'its projection',
		() => page,
		async (on) => {
			await on.goto(projection());
			await on.getByText('Not started yet').waitFor();
		}
	);
});

describe('while the session runs, over time, and someone speaks', () => {
	let stranger: Page;

	beforeAll(async () => {
		chair = await runningSession(meeting, windows);
		stranger = await (await windows.browser.newContext()).newPage();
	});

	for (const [name, open] of Object.entries(SCREENS))
		looksAt(
			`the screen ${name}`,
			() => page,
			async (on) => {
				await on.setViewportSize({ width: 1440, height: 900 });
				await open(on);
			}
		);

	for (const [name, open] of Object.entries(CHAIRS))
		looksAt(
			`the ${name}`,
			() => chair,
			async (on) => {
				await openItem(on, meeting, 2);
				await open(on);
			}
		);

	looksAt(
		'the administration screen',
		() => administrator,
		(on) => on.goto('/administration')
	);

	looksAt(
		'the sign-in screen',
		() => stranger,
		(on) => on.goto(`${meeting.address}/sign-in`)
	);
});

async function keepVersion(on: Page): Promise<void> {
	await on.getByRole('button', { name: 'Versions', exact: true }).click();
	await on.getByLabel('Name for the text as it is now').fill('First reading');
	await on.getByRole('button', { name: 'Keep this version' }).click();
	await on.getByText('“First reading” is kept.').waitFor();
	await on.locator('section[aria-busy="false"]').waitFor();
}
