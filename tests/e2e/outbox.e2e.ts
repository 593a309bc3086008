import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';
import {
	openItem,
	openProfile,
	openWindows,
	saved,
	toEnd,
	type Windows
} from '../support/windows.ts';

const GATHERED = 250; // ms in which nothing more is written to the disk: all is

let meeting: Meeting;
let windows: Windows;
let line: Line;
let page: Page;
let notes: Locator;
let theirs: Locator;

beforeEach(async () => {
	meeting = await holdMeeting();
	line = await layLine(meeting.address);
	windows = await openWindows(meeting);
	theirs = await openItem(await windows.open('olga'), meeting, 3);
	page = await windows.open('rapporteur', { through: line.address });
	await signIn(page, 'rapporteur'); // by the form, which knows the device
	await open();
});
afterEach(async () => {
	await windows.close();
	await line.close();
	await meeting.end();
});

async function signIn(where: Page, who: Who): Promise<void> {
	await where.context().clearCookies({ name: 'login' });
	await where.goto('/sign-in');
	await where.getByLabel('E-mail').fill(PEOPLE[who]);
	await where.getByLabel('Password', { exact: true }).fill(meeting.password(who));
	await where.getByRole('button', { name: 'Sign in' }).click();
	await where.waitForURL((url) => url.pathname === '/');
}

async function open(): Promise<void> {
	notes = await openItem(page, meeting, 3);
	await toEnd(notes);
}

/** Offline, with words that only this browser has. */
async function writeOffline(words: string): Promise<void> {
	await saved(page);
	line.cut();
	await page.locator('[data-saved="offline"]').waitFor();
	await notes.pressSequentially(words);
	await expect.poll(() => kept(page)).toHaveLength(1);
	let last: readonly string[] = [];
	const isWhole = async () => {
		const [before, now] = [last, await kept(page)];
		last = now;
		return before.join() === now.join();
	};
	await expect.poll(isWhole, { interval: GATHERED }).toBe(true);
}

/** In the page: makes what is kept that of a program with the schema before. */
function makeOlder(): Promise<void> {
	return new Promise((resolve) => {
		const opening = indexedDB.open('outbox');
		opening.onsuccess = () => {
			const writing = opening.result.transaction('entries', 'readwrite');
			const entries = writing.objectStore('entries');
			entries.openCursor().onsuccess = ({ target }) => {
				const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
				if (!cursor) return;
				const entry = cursor.value as { schema: number };
				cursor.update({ ...entry, schema: entry.schema - 1 });
				cursor.continue();
			};
			writing.oncomplete = () => {
				opening.result.close();
				resolve();
			};
		};
	});
}

async function crash(): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	devtools.send('Page.crash').catch(() => undefined);
	await crashed;
}

async function comeBack(): Promise<void> {
	line.restore();
	page = await page.context().newPage();
	await open();
}

/** Others change the document until the server replaces its log by a snapshot. */
async function compact(): Promise<void> {
	const { board } = await insideOf(meeting);
	const snapshots = `select coalesce(max(seq), 0) as seq from document_snapshot where document_id = '${board}'`;
	const { seq } = rowOf<{ seq: number }>(meeting, snapshots);
	const client = await StockClient.open(meeting, board, 'chair');
	onTestFinished(() => client.end());
	for (let part = 0; part < 12; part++) {
		for (let change = 0; change < 50; change++) client.doc.getMap('scratch').set('n', change);
		expect(await client.saved()).toBe(true);
	}
	await expect.poll(() => rowOf<{ seq: number }>(meeting, snapshots).seq).toBeGreaterThan(seq);
}

/** What is on the disk, byte by byte as letters. */
const kept = (where: Page) =>
	where.evaluate(
		() =>
			new Promise<string[]>((resolve, reject) => {
				const opening = indexedDB.open('outbox');
				opening.onerror = () => reject(new Error('no database'));
				opening.onsuccess = () => {
					const asking = opening.result.transaction('entries').objectStore('entries').getAll();
					asking.onsuccess = () => {
						const entries = asking.result as { sealed: Uint8Array }[];
						opening.result.close();
						resolve(entries.map(({ sealed }) => String.fromCharCode(...sealed)));
					};
				};
			})
	);

/** Everybody has the words once, and nothing is kept any more. */
async function allHave(words: string): Promise<void> {
	await saved(page);
	for (const text of [notes, theirs])
		await expect.poll(async () => (await text.textContent())?.split(words).length).toBe(2);
	await expect.poll(() => kept(page)).toEqual([]);
}

describe('words that were not sent', () => {
	it('outlive a tab that crashes, unreadable on the disk, and are sent once when it is opened again', async () => {
		await writeOffline(' Written before the crash.');
		await page.getByText(/^Working offline \(\d+ changes?\)$/).waitFor();
		expect((await kept(page)).join('')).not.toContain('Written');
		await crash();
		await comeBack();
		await allHave('Written before the crash.');
		await page.reload();
		await allHave('Written before the crash.');
	});

	it('outlive it although what they stand in is removed, and the document compacted, meanwhile', async () => {
		await writeOffline(' Written before the crash.');
		await crash();
		await theirs.press('Control+a');
		await theirs.press('Delete');
		await compact();
		await comeBack();
		await allHave('Written before the crash.');
	});

	it('outlive a release that changes the schema of documents: they are kept beside, and read there', async () => {
		await writeOffline(' Written by the program before.');
		await page.evaluate(makeOlder);
		await crash();
		await comeBack();
		const beside = page.getByRole('region', { name: 'Kept, not taken over' });
		await beside.getByText('Written by the program before.').waitFor();
		await expect.poll(() => kept(page)).toEqual([]);
		await saved(page);
		expect(await notes.textContent()).not.toContain('Written by the program before.');
		expect(windows.complaints).toEqual([]);
	});

	it('are sent when the session is opened, although nobody looks at their document', async () => {
		const text = (where: Page) =>
			where.getByRole('textbox', { name: 'Sensitive technologies: the threat' });
		await page.getByRole('link', { name: /^Sensitive technologies/ }).click();
		notes = text(page);
		await toEnd(notes);
		await writeOffline(' Written in the briefing.');
		await crash();
		await comeBack();
		await expect.poll(() => kept(page)).toEqual([]);
		const olga = theirs.page();
		await olga.getByRole('link', { name: /^Sensitive technologies/ }).click();
		await expect.poll(() => text(olga).textContent()).toContain('Written in the briefing.');
	});

	it('outlive a browser that is closed', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'profile-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		const first = await openProfile(folder, line.address);
		page = await first.newPage();
		await signIn(page, 'rapporteur');
		await open();
		await writeOffline(' Written before the browser was closed.');
		await first.close();
		line.restore();
		const second = await openProfile(folder, line.address);
		try {
			page = await second.newPage();
			await open();
			await allHave('Written before the browser was closed.');
		} finally {
			await second.close();
		}
	});

	it('wait while somebody else is signed in in the browser, and for a login that ended by itself', async () => {
		await writeOffline(' Mine alone.');
		const context = page.context();
		await page.close();
		line.restore();
		page = await context.newPage();
		await signIn(page, 'ukraine');
		await open();
		expect(await notes.textContent()).not.toContain('Mine alone.');
		expect(await kept(page)).toHaveLength(1);
		await signIn(page, 'rapporteur');
		await open();
		await allHave('Mine alone.');
	});

	it('are asked about at a sign-out, which deletes them and what opens them', async () => {
		await writeOffline(' Never sent.');
		const context = page.context();
		await page.close();
		line.restore();
		page = await context.newPage();
		await page.goto('/');
		const signOut = async () => {
			await page.getByRole('button', { name: /account and appearance/i }).click();
			await page.getByRole('button', { name: 'Sign out' }).click();
		};
		await signOut();
		const dialog = page.getByRole('dialog', { name: /^Sign out and lose/ });
		await dialog.getByRole('button', { name: 'Cancel' }).click();
		expect(await kept(page)).toHaveLength(1);
		await signOut();
		await dialog.getByRole('button', { name: 'Sign out anyway' }).click();
		await page.waitForURL(/sign-in/);
		expect(await kept(page)).toEqual([]);
		await signIn(page, 'rapporteur');
		await open();
		await saved(page);
		expect(await notes.textContent()).not.toContain('Never sent.');
		expect(windows.complaints).toEqual([]);
	});
});
