import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Locator,
	type Page
} from 'playwright-core';
import { installedChromium } from './chromium.ts';
import { PEOPLE, type Meeting, type Who } from './meeting.ts';

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

const DESKTOP = { width: 1440, height: 900 };

/** Chromium, with a window for each signed-in person. */
export interface Windows {
	readonly browser: Browser;
	/** Opens a signed-in window. `through` is another address of the same server. */
	open(who: Who, options?: BrowserContextOptions & { through?: string }): Promise<Page>;
	/** Opens a window without a login. */
	stranger(): Promise<Page>;
	/** Errors logged by any window. */
	readonly complaints: readonly string[];
	close(): Promise<void>;
}

/**
 * `isCaching`: pages that are left may be kept as they are for Back and Forward, as in a browser that nobody drives. Chromium
 * does not keep ours, which are `no-store` and have sockets.
 */
export async function openWindows(
	meeting: Meeting,
	{ isCaching = false }: { readonly isCaching?: boolean } = {}
): Promise<Windows> {
	const browser = isCaching
		? await launch(['--disable-back-forward-cache'])
		: await sharedBrowser();
	const complaints: string[] = [];
	const newPage = async (context: BrowserContext, who: string) => {
		const page = await context.newPage();
		page.on('pageerror', (error) => complaints.push(`${who}: ${error.message}`));
		return page;
	};
	return {
		browser,
		complaints,
		async stranger() {
			const context = await browser.newContext({ baseURL: meeting.address, viewport: DESKTOP });
			return newPage(context, 'stranger');
		},
		async open(who, { through = meeting.address, ...options } = {}) {
			const context = await browser.newContext({
				...{ baseURL: through, viewport: DESKTOP },
				...options
			});
			await signIn(context, meeting, who, through);
			const page = await newPage(context, who);
			await page.goto('/');
			return page;
		},
		close: () => (isCaching ? browser.close() : leaveShared())
	};
}

const launch = (ignoreDefaultArgs: string[] = []) =>
	chromium.launch({
		...{ executablePath: installedChromium() ?? 'chromium', args: FLAGS, ignoreDefaultArgs }
	});

// One for all files of a worker: windows of different people share nothing in it but its start.
let shared: Promise<Browser> | undefined;
let sharing = 0;

async function sharedBrowser(): Promise<Browser> {
	if (!(await shared)?.isConnected()) shared = launch();
	sharing += 1;
	return (await shared) ?? launch();
}

/** Whoever leaves last closes all windows. */
async function leaveShared(): Promise<void> {
	sharing -= 1;
	if (sharing > 0) return;
	for (const context of (await shared)?.contexts() ?? []) await context.close();
}

/** A browser whose profile stays on the disk when it is closed, as people have theirs. */
export function openProfile(folder: string, address: string): Promise<BrowserContext> {
	return chromium.launchPersistentContext(folder, {
		executablePath: installedChromium() ?? 'chromium',
		args: FLAGS,
		baseURL: address,
		viewport: DESKTOP
	});
}

/** By cookie: signing in by its form takes a page of its own. */
async function signIn(context: BrowserContext, meeting: Meeting, who: Who, address: string) {
	const [name = '', value = ''] = (await meeting.cookie(who)).split('=');
	await context.addCookies([{ name, value, url: address, httpOnly: true, sameSite: 'Lax' }]);
}

/** Signs in by the form, and arrives on the home page. */
export async function signInByForm(page: Page, meeting: Meeting, who: Who): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill(PEOPLE[who]);
	await page.getByLabel('Password', { exact: true }).fill(meeting.password(who));
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => url.pathname === '/');
}

/** Opens an agenda item of the meeting and waits until its notes are editable. */
export async function openItem(page: Page, meeting: Meeting, number: number) {
	await page.goto(`/sessions/${meeting.session}`);
	await page.getByRole('link', { name: new RegExp(`^${number} `) }).click();
	const notes = page.getByRole('textbox', { name: new RegExp(`^Notes of item ${number},`) });
	await notes.and(page.locator('[aria-busy="false"] *')).waitFor();
	return notes;
}

/** Waits until the page says that everything is on disk. */
export async function saved(page: Page): Promise<void> {
	await page.locator('[data-saved="saved"]').waitFor();
}

/** Starts a session that was planned for another day. */
export async function startSession(chair: Page): Promise<void> {
	await chair.getByRole('button', { name: 'Start the session' }).click();
	const sure = chair.getByRole('dialog', { name: 'Start it today?' });
	await sure.getByRole('button', { name: 'Start the session' }).click();
}

const SETTLE = 60; // ms

/**
 * Puts the cursor after the last word, at human speed. ProseMirror silently restores its own selection 20 ms after it
 * gets the focus, which would undo a key pressed sooner than any person could.
 */
export async function toEnd(notes: Locator): Promise<void> {
	await notes.focus();
	await notes.evaluate((_, ms) => new Promise((resolve) => setTimeout(resolve, ms)), SETTLE);
	await notes.press('Control+End');
	await caretTold(notes);
}

/** Waits until the editor has heard where the caret went; the page tells it a moment after the key. */
export async function caretTold(notes: Locator): Promise<void> {
	await notes.evaluate(
		() =>
			new Promise((resolve) =>
				requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(resolve)))
			)
	);
}
