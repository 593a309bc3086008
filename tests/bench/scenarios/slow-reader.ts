import { measureOnce } from './once.ts';
import { column, KEEPERS, type Scenario } from './scenario.ts';

/** Lifts our rate limits, which this scenario does not test. */
const NO_LIMITS = { SYNC_UPDATES_PER_SECOND: '100000', SYNC_BYTES_PER_SECOND: '1000000000' };
const COLLECT = new URL('../servers/collect.mjs', import.meta.url);
/** Makes freed memory visible: garbage collection on demand, and freed buffers returned at once. */
const GIVES_BACK = {
	NODE_OPTIONS: `--import=${COLLECT.href}`,
	MALLOC_MMAP_THRESHOLD_: '32768',
	MALLOC_TRIM_THRESHOLD_: '65536'
};

export const slowReader: Scenario = {
	name: 'slow-reader',
	title: '150 MB go through a document, without and with a reader that stopped reading',
	servers: ['bare', ...KEEPERS],
	columns: [
		column('growth without MB', 'without'),
		column('growth with MB', 'withPaused'),
		column('was closed', 'closed', 0),
		column('has all in the end', 'converged', 0),
		column('other %', 'otherPct', 0)
	],
	measure(server, { seed }) {
		const needs = { documents: 3, env: { ...NO_LIMITS, ...GIVES_BACK } };
		return measureOnce(server, needs, {
			task: 'slow-reader',
			seed,
			options: { megabytes: 150 }
		});
	}
};
