import { cards } from '../seeds/cards.ts';
import { measureOnce } from './once.ts';
import { column, KEEPERS, type Scenario } from './scenario.ts';

export const memory: Scenario = {
	name: 'memory',
	title: '300 open documents of 124 KB, each with one client that does nothing',
	servers: KEEPERS,
	columns: [
		column('KB/document opened', 'opened', 0),
		column('KB/document settled', 'settled', 0),
		column('missing', 'missing', 0),
		column('other %', 'otherPct', 0)
	],
	ratio: { figure: 'settled', to: 'hocuspocus' },
	measure(server, { seed }) {
		const state = cards();
		const job = { task: 'memory', seed, stateFile: state.file, options: {} };
		return measureOnce(server, { documents: 300, seed: state }, job);
	}
};
