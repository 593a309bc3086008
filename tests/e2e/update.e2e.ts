import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { copyBoard, updateBuild } from '../support/upgrade.ts';
import { openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

const DAY = 24 * 3_600_000; // ms

let root: string;
let meeting: Meeting;
let windows: Windows;
let early: Page;
let late: Page;

beforeAll(async () => {
	root = await copyBoard();
	meeting = await holdMeeting({}, { root });
	windows = await openWindows(meeting);
	early = await windows.open('rapporteur');
	late = await windows.open('olga');
	for (const page of [early, late]) {
		await session(page).waitFor();
		await page.evaluate(() => Object.assign(window, { isOld: true }));
	}
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
	await rm(root, { recursive: true, force: true });
});

/** Parts of the pages that were asked for, and how that was answered. */
function partsOf(page: Page): Map<string, number> {
	const parts = new Map<string, number>();
	page.on('response', (response) => {
		const { pathname } = new URL(response.url());
		if (pathname.startsWith('/_app/immutable/')) parts.set(pathname, response.status());
	});
	return parts;
}

const session = (page: Page) => page.locator(`a[href="/sessions/${meeting.session}"]`).first();

async function goInto(page: Page) {
	await session(page).click();
	await page.getByRole('link', { name: /^3 / }).click();
	const notes = page.getByRole('textbox', { name: /^Notes of item 3,/ });
	await notes.and(page.locator('[aria-busy="false"] *')).waitFor();
	return notes;
}

const isOld = (page: Page) => page.evaluate(() => 'isOld' in window);

describe('a page that was opened before the board was updated', () => {
	test('goes into a session with the program that it has', async () => {
		await meeting.kill();
		await updateBuild(root);
		await meeting.restart();
		const parts = partsOf(early);
		const notes = await goInto(early);
		await toEnd(notes);
		await notes.pressSequentially(' By an old page.');
		await saved(early);
		expect(await isOld(early)).toBe(true);
		expect(parts.size).toBeGreaterThan(5);
		expect([...new Set(parts.values())]).toEqual([200]);
	});

	test('loads the new program a day later, when it lacks a part', async () => {
		await meeting.kill();
		const folder = join(root, 'build/earlier');
		const [build = ''] = await readdir(folder);
		await rename(join(folder, build), join(folder, String(Number(build) - DAY)));
		await meeting.restart();
		expect(await readdir(folder)).toEqual([]);
		const notes = await goInto(late);
		await notes.getByText('By an old page.').waitFor();
		expect(await isOld(late)).toBe(false);
	});

	test('that is already in the session needs nothing more', async () => {
		const notes = early.getByRole('textbox', { name: /^Notes of item 3,/ });
		const parts = partsOf(early);
		await toEnd(notes);
		await notes.press('Enter');
		await notes.pressSequentially('Report back');
		await early.getByRole('button', { name: 'Table', exact: true }).click();
		await early.getByRole('button', { name: 'Change the table' }).waitFor();
		await early.keyboard.press('Control+f');
		await saved(early);
		expect([...parts.values()].filter((status) => status !== 200)).toEqual([]);
		expect(windows.complaints).toEqual([]);
	});
});

test('a part that is gone while the board runs is not found, and the board goes on', async () => {
	const [part = ''] = await readdir(join(root, 'build/client/_app/immutable/chunks'));
	await rm(join(root, 'build/client/_app/immutable/chunks', part));
	const answer = await fetch(`${meeting.address}/_app/immutable/chunks/${part}`);
	expect(answer.status).toBe(404);
	expect((await fetch(`${meeting.address}/healthz`)).status).toBe(200);
});
