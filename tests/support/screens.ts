// Takes screenshots of each screen with the July meeting, in both themes and three widths: `npm run screens --
// <folder>`.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { holdMeeting, type Meeting } from './meeting.ts';
import { runningSession } from './running-session.ts';
import { openItem, openWindows, saved, toEnd } from './windows.ts';

const WIDTHS = { 1440: 900, 1024: 768, 390: 844 } as const;
const THEMES = ['light', 'dark'] as const;

const folder = resolve(process.argv[2] ?? 'screens');
await mkdir(folder, { recursive: true });
await ensureBuilt(ROOT, console.log);
const meeting = await holdMeeting();
const windows = await openWindows(meeting);
try {
	const writer = await windows.open('rapporteur');
	await writeSomething(writer, meeting);
	const delegate = await windows.open('olga');
	const notes = await openItem(delegate, meeting, 4);
	await notes.locator('p').nth(1).click();
	await shootAll(writer, delegate);
	await shootVersions(writer);
	await shootProjection(writer, 'planned');
	await shootReadBack(writer);
	await shootRunning();
	await shootProjection(writer, 'running');
	await shootAdministration();
} finally {
	await windows.close();
	await meeting.end();
}

async function writeSomething(page: Page, at: Meeting): Promise<void> {
	const notes = await openItem(page, at, 4);
	await toEnd(notes);
	await notes.press('Enter');
	for (const line of [
		'! @US-DOJ, @Delegate.US-DOJ, @EC share the list of enforcement contacts by 30 Sept',
		'= agreed: to exchange lists of end users every quarter',
		'! @EUROJUST, @Rapporteur circulate the draft minutes by 26 July'
	]) {
		await notes.pressSequentially(line);
		await notes.press('Enter');
	}
	await saved(page);
}

async function shootAll(page: Page, delegate: Page): Promise<void> {
	const room = `/sessions/${meeting.session}`;
	const item = new URL(page.url()).search;
	const briefing = await documentAddress(page, 'Sensitive technologies: the threat');
	const screens: Record<string, string> = {
		home: '/',
		room: room + item,
		briefing,
		actions: '/actions?show=all',
		'actions-board': '/actions?show=all&as=board',
		'actions-timeline': '/actions?show=all&as=timeline',
		decisions: '/decisions',
		notifications: '/notifications',
		'calendar-links': '/calendar-feeds',
		'follow-up': room + item,
		progress: `${room}/progress`,
		minutes: `${room}/minutes`,
		settings: `${room}/settings`,
		new: '/sessions/new'
	};
	for (const theme of THEMES)
		for (const [width, height] of Object.entries(WIDTHS)) {
			await page.setViewportSize({ width: Number(width), height });
			await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
			for (const [name, address] of Object.entries(screens))
				await shoot(page, delegate, name, address, `${name}-${theme}-${width}`);
			await shootSignIn(theme, Number(width), height);
		}
}

async function shoot(page: Page, delegate: Page, name: string, address: string, file: string) {
	await page.goto(address);
	if (name === 'follow-up') {
		await page.getByRole('button', { name: 'Edit JS-01-A1' }).first().click();
		await page.getByRole('tab', { name: 'Follow-up' }).click();
		await page.getByRole('heading', { name: 'History' }).waitFor();
	}
	if (name === 'room') {
		await delegate.keyboard.press('ArrowLeft'); // makes the caret visible
		await delegate.keyboard.press('ArrowRight');
		await page.locator('.caret').first().waitFor({ state: 'attached' });
	}
	await page.waitForLoadState('networkidle');
	await page.screenshot({ path: join(folder, `${file}.png`) });
}

async function shootVersions(page: Page): Promise<void> {
	await page.setViewportSize({ width: 1440, height: WIDTHS[1440] });
	await openItem(page, meeting, 4);
	const address = page.url();
	await openVersions(page, address);
	for (const name of ['After the first round', 'As agreed by all delegations before the break']) {
		await page.getByLabel('Name for the text as it is now').fill(name);
		await page.getByRole('button', { name: 'Keep this version' }).click();
		await page.getByText(`“${name}” is kept.`).waitFor();
	}
	for (const colorScheme of THEMES)
		for (const [width, height] of Object.entries(WIDTHS)) {
			await page.setViewportSize({ width: Number(width), height });
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await openVersions(page, address);
			await page.locator('section[aria-busy="false"]').waitFor();
			await page.screenshot({ path: join(folder, `versions-${colorScheme}-${width}.png`) });
		}
}

async function shootRunning(): Promise<void> {
	const chair = await runningSession(meeting, windows);
	for (const colorScheme of THEMES)
		for (const [width, height] of Object.entries(WIDTHS)) {
			await chair.setViewportSize({ width: Number(width), height });
			await chair.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			for (const tab of ['Floor', 'Attendance']) {
				if (Number(width) < 1100) await chair.getByRole('button', { name: 'Actions' }).click();
				await chair.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
				const file = `running-${tab.toLowerCase()}-${colorScheme}-${width}.png`;
				await chair.screenshot({ path: join(folder, file) });
				await chair.keyboard.press('Escape');
			}
			await chair.screenshot({ path: join(folder, `running-${colorScheme}-${width}.png`) });
		}
}

/** The room screen, in an extra-wide format as well, as on a wall screen. */
async function shootProjection(page: Page, state: 'planned' | 'running'): Promise<void> {
	await page.goto(`/sessions/${meeting.session}/projection`);
	for (const colorScheme of THEMES)
		for (const [width, height] of Object.entries({ ...WIDTHS, 1920: 1080 })) {
			await page.setViewportSize({ width: Number(width), height });
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			const file = `projection-${state}-${colorScheme}-${width}.png`;
			await page.screenshot({ path: join(folder, file) });
		}
}

async function shootReadBack(page: Page): Promise<void> {
	await page.setViewportSize({ width: 1440, height: WIDTHS[1440] });
	await openItem(page, meeting, 4);
	const address = page.url();
	const open = async () => {
		await page.goto(address);
		const notes = page.getByRole('textbox', { name: /^Notes of item 4/ });
		await notes.getByRole('button', { name: /^(Edit|Open) JS-01-D1/ }).click();
	};
	await open();
	await page.getByRole('button', { name: 'Read back', exact: true }).click();
	await page.getByRole('button', { name: 'Agree', exact: true }).first().click();
	for (const colorScheme of THEMES)
		for (const [width, height] of Object.entries(WIDTHS)) {
			await page.setViewportSize({ width: Number(width), height });
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await open();
			await page.getByRole('button', { name: 'Agree with a reservation' }).nth(1).click();
			await page.screenshot({ path: join(folder, `read-back-${colorScheme}-${width}.png`) });
		}
}

async function openVersions(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.getByRole('button', { name: 'Versions', exact: true }).click();
}

async function shootAdministration(): Promise<void> {
	const page = await windows.open('outsider');
	await page.goto('/administration');
	await page
		.getByRole('button', { name: /password|link/i })
		.first()
		.click();
	const welcome = await page.locator('input[readonly]').inputValue();
	for (const colorScheme of THEMES)
		for (const [width, height] of Object.entries(WIDTHS)) {
			await page.setViewportSize({ width: Number(width), height });
			await page.emulateMedia({ colorScheme });
			await page.goto('/administration');
			await page.screenshot({
				path: join(folder, `administration-${colorScheme}-${width}.png`),
				fullPage: true
			});
			await page.goto(welcome);
			await page.screenshot({ path: join(folder, `welcome-${colorScheme}-${width}.png`) });
		}
}

async function shootSignIn(colorScheme: 'light' | 'dark', width: number, height: number) {
	const context = await windows.browser.newContext({ colorScheme, viewport: { width, height } });
	const page = await context.newPage();
	await page.goto(`${meeting.address}/sign-in`);
	await page.screenshot({ path: join(folder, `sign-in-${colorScheme}-${width}.png`) });
	await context.close();
}

async function documentAddress(page: Page, title: string): Promise<string> {
	await page.getByRole('link', { name: new RegExp(`^${title}`) }).click();
	await page.waitForURL(/document=/);
	const { pathname, search } = new URL(page.url());
	return pathname + search;
}
