import type { Browser } from 'playwright-core';
import { ChromiumPage } from './chromium-page.ts';
import type { MainThread, TextFigures } from './figures.ts';
import type { Served } from './served.ts';

const QUIET = 3; // seconds in which nobody types, and in which only others do
const WARM = 1_000; // ms of typing before anything is measured

export interface Wanted {
	readonly page: TextFigures['page'];
	readonly pages: number;
	readonly typists: number;
	readonly keys: number;
}

/** Opens one page, and measures it while so many others type in its document, or in another for the empty one. */
export async function measure(
	browser: Browser,
	served: Served,
	{ page: name, pages, typists, keys: count }: Wanted
): Promise<TextFigures> {
	served.order({ type: 'stop' });
	const room = name === 'empty' ? 'ours-0' : `${name}-${pages}`;
	const editor = name === 'empty' ? 'ours' : name;
	const page = await ChromiumPage.open(browser, `${served.address}/${editor}.html?room=${room}`);
	const other = name === 'empty' ? await elsewhere(served, pages) : undefined;
	try {
		await page.write();
		const quiet = await page.watch(QUIET);
		served.order({ type: 'type', room: other?.room ?? room, typists });
		await new Promise((resolve) => setTimeout(resolve, WARM));
		const busy = typists > 0 && !other ? await page.watch(QUIET) : undefined;
		const typed = await page.type(count);
		served.order({ type: 'stop' });
		const keys = await page.keys();
		return {
			...{ page: name, pages, typists, keys },
			missing: typed - (await page.letters()),
			perChange: busy && perChange(quiet, busy),
			opened: await page.opened(),
			heap: await page.heap()
		};
	} finally {
		other?.close();
		await page.close();
	}
}

/** Somebody else's client, so that the typists of another document are sent somewhere. */
async function elsewhere({ address }: Served, pages: number) {
	const room = `ours-${pages}`;
	const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/${room}`);
	await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
	return { room, close: () => socket.close() };
}

function perChange(quiet: MainThread, busy: MainThread & { readonly changes: number }): MainThread {
	const each = (of: keyof MainThread) => (busy[of] - quiet[of]) / busy.changes;
	return { task: each('task'), script: each('script'), layout: each('layout') };
}
