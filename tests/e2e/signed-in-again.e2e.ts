import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, PEOPLE, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let line: Line;
let mine: Page;
let notes: Locator;
let theirs: Locator;

beforeAll(async () => {
	meeting = await holdMeeting();
	line = await layLine(meeting.address);
	windows = await openWindows(meeting);
	mine = await windows.open('rapporteur', { through: line.address });
	notes = await openItem(mine, meeting, 3);
	theirs = await openItem(await windows.open('olga'), meeting, 3);
	await toEnd(notes);
	// A page that was loaded again has forgotten it.
	await mine.evaluate(() => Object.assign(window, { isTheSame: true }));
});
afterAll(async () => {
	await windows?.close();
	await line?.close();
	await meeting?.end();
});

/** From elsewhere, as an administrator or the person's phone does. */
async function endLogin(page: Page): Promise<void> {
	const cookies = await page.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const headers = { cookie, origin: meeting.address };
	await fetch(`${meeting.address}/sign-out`, { method: 'POST', headers, redirect: 'manual' });
}

const bar = () => mine.getByRole('region', { name: 'Signed out' });

async function signInHere(): Promise<void> {
	await bar()
		.getByLabel(/^Password of/)
		.fill(meeting.password('rapporteur'));
	await bar().getByRole('button', { name: 'Sign in' }).click();
	await bar().waitFor({ state: 'detached' });
}

/** Every word is there once, for everybody, in a page that was never loaded again. */
async function allHave(words: string): Promise<void> {
	await saved(mine);
	for (const text of [notes, theirs])
		await expect
			.poll(() => text.textContent())
			.toSatisfy((all: string) => all.split(words).length === 2);
	expect(await mine.evaluate(() => 'isTheSame' in window)).toBe(true);
}

describe('a login that ends while somebody types', () => {
	test('is begun again in place, and what was typed is sent', async () => {
		await notes.pressSequentially(' before');
		await endLogin(mine);
		await bar().waitFor();
		await notes.pressSequentially(' and meanwhile');
		await mine.locator('[data-saved="ended"]').waitFor();
		expect(await violations(mine)).toEqual([]);
		await signInHere();
		await allHave('before and meanwhile');
	});

	test('ends on a bad line, and is begun again in another tab', async () => {
		line.cut();
		await notes.press('Control+End');
		await notes.pressSequentially(', offline');
		await endLogin(mine);
		line.restore();
		await bar().waitFor();
		const other = await mine.context().newPage();
		await other.goto('/sign-in');
		await other.getByLabel('E-mail').fill(PEOPLE.rapporteur);
		await other.getByLabel('Password', { exact: true }).fill(meeting.password('rapporteur'));
		await other.getByRole('button', { name: 'Sign in' }).click();
		await bar().waitFor({ state: 'detached' });
		await allHave('meanwhile, offline');
		await other.close();
	});

	test('is not begun again by somebody else, who sends nobody’s words but their own', async () => {
		await endLogin(mine);
		await bar().waitFor();
		await notes.pressSequentially(', by me');
		const other = await mine.context().newPage();
		await other.goto('/sign-in');
		await other.getByLabel('E-mail').fill(PEOPLE.olga);
		await other.getByLabel('Password', { exact: true }).fill(meeting.password('olga'));
		await other.getByRole('button', { name: 'Sign in' }).click();
		await bar().getByText('Somebody else is signed in').waitFor();
		await openItem(other, meeting, 3);
		expect(await theirs.textContent()).not.toContain('by me');
		await other.close();
		await bar()
			.getByLabel(/^Password of/)
			.fill('wrong');
		await bar().getByRole('button', { name: 'Sign in' }).click();
		await bar()
			.getByText(/do not match|wrong|not right|incorrect/i)
			.waitFor();
		await signInHere();
		await allHave('offline, by me');
		expect(windows.complaints).toEqual([]);
	});
});
