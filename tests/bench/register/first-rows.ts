import { chromium, type Page } from 'playwright-core';
import { installedChromium } from '../../support/chromium.ts';
import type { Asker } from './asker.ts';
import type { Table } from './measures.ts';

interface Account {
	readonly address: string;
	readonly email: string;
	readonly password: string;
}

/** In Chromium: from navigation, or a click, until the first row is on the screen, by the browser's clock. */
export async function firstRows(account: Account, rounds: number, asker: Asker, table: Table) {
	const browser = await chromium.launch({
		executablePath: installedChromium() ?? 'chromium',
		args: ['--no-sandbox', '--disable-gpu']
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		await signIn(page, account);
		await page.addInitScript(markFirstRow);
		const open = () => opened(page, `${account.address}/actions?show=all`);
		await table.measure('page opened, until the first row', rounds, asker, open);
		await page.waitForLoadState('networkidle');
		const filter = () => clicked(page, 'Overdue'); // toggles it
		await table.measure('filter clicked, until its rows', rounds, asker, filter);
		await page.goto(`${account.address}/actions?show=all`);
		await page.waitForLoadState('networkidle');
		const deep = (round: number) => scrolled(page, 0.3 + 0.03 * round);
		await table.measure('scrolled far, until the rows', rounds, asker, deep);
	} finally {
		await browser.close();
	}
}

async function signIn(page: Page, { address, email, password }: Account): Promise<void> {
	await page.goto(`${address}/sign-in`);
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => url.pathname === '/');
}

const FIRST_ROW = 'first row';

/** Runs at the start of every page: marks when the frame with its first row was painted. */
function markFirstRow(): void {
	const look = () => {
		if (!document.querySelector('tr[aria-rowindex="2"]')) requestAnimationFrame(look);
		else setTimeout(() => performance.mark('first row')); // a timer set in a frame fires after it is painted
	};
	requestAnimationFrame(look);
}

/** Time from navigation until the first row is on the screen. */
async function opened(page: Page, address: string): Promise<number> {
	await page.goto(address);
	const marked = await page.waitForFunction(
		(name) => performance.getEntriesByName(name).at(0)?.startTime,
		FIRST_ROW
	);
	return (await marked.jsonValue()) ?? NaN;
}

/** Time from the click until the address has changed and the table matches it. */
async function clicked(page: Page, name: string): Promise<number> {
	return page.evaluate(async (wanted) => {
		const link = [...document.querySelectorAll<HTMLElement>('.filters a')].find((one) =>
			one.textContent?.trim().startsWith(wanted)
		);
		if (!link) throw new Error(`there is no ${wanted}`);
		const before = document.querySelector('table')?.getAttribute('aria-rowcount');
		const began = performance.now();
		link.click();
		while (document.querySelector('table')?.getAttribute('aria-rowcount') === before) {
			if (performance.now() - began > 10_000) throw new Error(`nothing changed by ${wanted}`);
			await new Promise((resolve) => requestAnimationFrame(resolve));
		}
		return performance.now() - began;
	}, name);
}

/** Time from scrolling to a share of the page until every visible row is filled. */
async function scrolled(page: Page, share: number): Promise<number> {
	return page.evaluate(async (at) => {
		const began = performance.now();
		window.scrollTo({ top: at * document.body.scrollHeight });
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		await frame();
		await frame();
		while (document.querySelector('tr[aria-rowindex] .wait')) await frame();
		return performance.now() - began;
	}, share);
}
