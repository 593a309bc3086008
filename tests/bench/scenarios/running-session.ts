import { measureOnce } from './once.ts';
import { column, type Scenario } from './scenario.ts';

export const runningSession: Scenario = {
	name: 'running-session',
	title:
		'300 people in a running session, 10 of them type, and the chair moves on 20 times, once a second',
	servers: ['ours'],
	columns: [
		column('all in, s', 'entered'),
		column('item reaches half, ms', 'half'),
		column('reaches all, median ms', 'all'),
		column('reaches all, slowest ms', 'slowest'),
		column('missing', 'missing', 0),
		column('CPU %', 'cpuPct', 0),
		column('memory MB', 'memory', 0),
		column('load %', 'loadPct', 0),
		column('other %', 'otherPct', 0)
	],
	measure: (server, { seed }) =>
		measureOnce(
			server,
			{ documents: 1, participants: 300 },
			{ task: 'running-session', seed, options: { changes: 20, writers: 10 } }
		)
};
