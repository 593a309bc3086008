import { measureOnce } from './once.ts';
import { column, KEEPERS, type Scenario } from './scenario.ts';

/** Our server refuses floods; this one is not about that. */
const NO_LIMITS = { SYNC_UPDATES_PER_SECOND: '100000', SYNC_BYTES_PER_SECOND: '1000000000' };

export const slowReader: Scenario = {
	name: 'slow-reader',
	title: '150 MB go through a document, with and without a reader that stopped reading',
	servers: ['bare', ...KEEPERS],
	columns: [
		column('growth without MB', 'without'),
		column('growth with MB', 'withPaused'),
		column('difference MB', 'difference'),
		column('was closed', 'closed', 0),
		column('has all in the end', 'converged', 0),
		column('other %', 'otherPct', 0)
	],
	async measure(server, { seed }) {
		const needs = { documents: 2, env: NO_LIMITS };
		const flow = (isPaused: number) =>
			measureOnce(server, needs, {
				task: 'slow-reader',
				seed,
				options: { megabytes: 150, isPaused }
			});
		// Each on a process of its own: memory that one has taken it seldom gives back.
		const { growth: without = NaN } = await flow(0);
		const { growth: withPaused = NaN, ...end } = await flow(1);
		return { ...end, without, withPaused, difference: withPaused - without };
	}
};
