import type { Browser, CDPSession, Page } from 'playwright-core';
import { Seeded } from '../../support/seeded.ts';
import type { MainThread } from './figures.ts';

const BETWEEN_KEYS = 90; // ms; and up to 30 more, so that keys do not fall in step with frames
const LONGEST = 20_000; // ms of typing
const CATCH_UP = 500; // ms in which a page that is not done shows another key
const LETTER = '~';
const PATIENCE = 60_000; // ms

/** A page in Chromium with what DevTools measures of it. */
export class ChromiumPage {
	readonly #page: Page;
	readonly #devTools: CDPSession;
	readonly #random = new Seeded(1);

	private constructor(page: Page, devTools: CDPSession) {
		this.#page = page;
		this.#devTools = devTools;
	}

	static async open(browser: Browser, address: string): Promise<ChromiumPage> {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		page.on('pageerror', (error) => console.error(error.message));
		await page.goto(address);
		const devTools = await page.context().newCDPSession(page);
		await devTools.send('Performance.enable');
		await page.waitForFunction(() => window.bench.opened !== undefined, { timeout: PATIENCE });
		return new ChromiumPage(page, devTools);
	}

	opened(): Promise<number> {
		return this.#page.evaluate(() => window.bench.opened ?? NaN);
	}

	/** MB after a garbage collection. */
	async heap(): Promise<number> {
		await this.#devTools.send('HeapProfiler.collectGarbage');
		return (await this.#metric('JSHeapUsedSize')) / 1e6;
	}

	/** Puts the caret into the middle line. */
	async write(): Promise<void> {
		await this.#page.evaluate(() => window.bench.toMiddle());
		await this.#page.waitForTimeout(300);
	}

	/** How much the main thread works in some seconds, and how many changes arrive meanwhile. */
	async watch(seconds: number): Promise<MainThread & { readonly changes: number }> {
		const before = await this.#taken();
		await this.#page.waitForTimeout(seconds * 1_000);
		const after = await this.#taken();
		return {
			task: after.task - before.task,
			script: after.script - before.script,
			layout: after.layout - before.layout,
			changes: after.changes - before.changes
		};
	}

	/** Types letters; fewer where the page is too busy to take them all in good time. Returns how many. */
	async type(count: number): Promise<number> {
		const end = performance.now() + LONGEST;
		let key = 0;
		for (; key < count && performance.now() < end; key++) {
			const event = { key: LETTER, code: 'Backquote', windowsVirtualKeyCode: 192 };
			const down = { type: 'keyDown', text: LETTER, ...event } as const;
			await this.#devTools.send('Input.dispatchKeyEvent', down);
			await this.#devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
			await this.#page.waitForTimeout(BETWEEN_KEYS + this.#random.below(30));
		}
		return key;
	}

	/** The ms from each key until it was painted, once the page has caught up. */
	async keys(): Promise<number[]> {
		for (let before = -1; ;) {
			const keys = await this.#page.evaluate(() => window.bench.keys);
			if (keys.length === before) return keys;
			before = keys.length;
			await this.#page.waitForTimeout(CATCH_UP);
		}
	}

	/** How many of the letters are in the text; nobody else types them. */
	letters(): Promise<number> {
		return this.#page.evaluate((one) => window.bench.words().split(one).length - 1, LETTER);
	}

	close(): Promise<void> {
		return this.#page.close();
	}

	async #taken() {
		const changes = await this.#page.evaluate(() => window.bench.changes());
		const { metrics } = await this.#devTools.send('Performance.getMetrics');
		const of = (name: string) => 1_000 * (metrics.find((one) => one.name === name)?.value ?? NaN);
		return {
			changes,
			task: of('TaskDuration'),
			script: of('ScriptDuration'),
			layout: of('LayoutDuration') + of('RecalcStyleDuration')
		};
	}

	async #metric(name: string): Promise<number> {
		const { metrics } = await this.#devTools.send('Performance.getMetrics');
		return metrics.find((one) => one.name === name)?.value ?? NaN;
	}
}
