import { paper } from '../seeds/paper.ts';
import { measureOnce } from './once.ts';
import { column, KEEPERS, type Scenario } from './scenario.ts';

export const joins: Scenario = {
	name: 'joins',
	title: '50 people open a paper of 105,000 characters (259,778 edits) at once',
	servers: KEEPERS,
	columns: [
		column('CPU ms/join', 'cpuPerJoin', 2),
		column('all synced ms', 'allSynced', 0),
		column('missing', 'missing', 0),
		column('other %', 'otherPct', 0)
	],
	ratio: { figure: 'cpuPerJoin', to: 'y-websocket' },
	measure(server, { seed }) {
		const state = paper();
		const job = { task: 'joins', seed, stateFile: state.file };
		const options = { joiners: 50, storms: 15 };
		return measureOnce(server, { documents: 1, seed: state }, { ...job, options });
	}
};
