// `npm run bench -- text`: the product's editor and stock Tiptap with y-tiptap on the same notes, in Chromium, in one
// run, while others type in other lines. The relay and the typists are in a process of their own and hold no document.
import { chromium } from 'playwright-core';
import { installedChromium } from '../support/chromium.ts';
import type { TextFigures } from './text/figures.ts';
import { measure } from './text/measure.ts';
import type { TextOptions } from './text/options.ts';
import { buildPages } from './text/pages.ts';
import { textTable, verdicts } from './text/print.ts';
import { serve } from './text/served.ts';

const EDITORS = ['empty', 'ours', 'stock'] as const;

/** Runs every size with every number of typists, one page at a time, and prints a table. */
export async function text({ pages: sizes, typists: counts, keys }: TextOptions): Promise<void> {
	const served = await serve(await buildPages());
	const browser = await chromium.launch({
		executablePath: installedChromium() ?? 'chromium',
		args: ['--no-sandbox', '--disable-gpu']
	});
	const all: TextFigures[] = [];
	try {
		for (const pages of sizes)
			for (const typists of counts)
				for (const page of EDITORS) {
					const minutes = (performance.now() / 60_000).toFixed(1);
					console.error(`${minutes} min  ${page}, ${pages} pages, ${typists} typists`);
					all.push(await measure(browser, served, { page, pages, typists, keys }));
				}
	} finally {
		await browser.close();
		await served.stop();
	}
	console.log(`\nNotes that others type in, ${keys} keys\n\n${textTable(all)}\n\n${verdicts(all)}`);
}
