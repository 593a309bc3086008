import { measureOnce } from './once.ts';
import { column, KEEPERS, NOISE, type Scenario } from './scenario.ts';

/** Without `bare`, which would pass every echo on to everyone. */
export const presence: Scenario = {
	name: 'presence',
	title: '200 clients in one document move their caret once a second and echo what they learn',
	servers: KEEPERS,
	columns: [
		column('p50 ms', 'p50'),
		column('p99 ms', 'p99'),
		column('CPU %', 'cpuPct', 0),
		column('CPU ms/1000 deliveries', 'cpuPer1000', 2),
		column('deliveries', 'deliveries', 0),
		column('missing', 'missing', 0),
		...NOISE
	],
	ratio: { figure: 'cpuPer1000', to: 'y-websocket' },
	measure: (server, { seconds = 6, seed }) =>
		measureOnce(
			server,
			{ documents: 1 },
			{ task: 'presence', seed, options: { clients: 200, seconds } }
		)
};
