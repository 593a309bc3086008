import { measureOnce } from './once.ts';
import type { ServerName } from '../servers/server.ts';
import { column, EVERY, KEEPERS, NOISE, type Scenario } from './scenario.ts';

const COLUMNS = [
	column('p50 ms', 'p50'),
	column('p95 ms', 'p95'),
	column('p99 ms', 'p99'),
	column('CPU ms/1000 deliveries', 'cpuPer1000', 2),
	column('CPU %', 'cpuPct', 0),
	column('deliveries', 'deliveries', 0),
	column('missing', 'missing', 0),
	...NOISE
];

interface Shape {
	readonly documents: number;
	/** Per document. */
	readonly clients: number;
	readonly writers: number;
	/** Characters per second and writer. */
	readonly rate: number;
	readonly seconds: number;
}

function typingScenario(
	name: string,
	title: string,
	shape: Shape,
	servers: Scenario['servers'] = ['bare', ...KEEPERS],
	to: ServerName = 'bare'
): Scenario {
	const { documents, ...crowd } = shape;
	return {
		name,
		title,
		servers,
		columns: COLUMNS,
		ratio: { figure: 'cpuPer1000', to },
		measure: (server, { seconds = shape.seconds, seed }) =>
			measureOnce(server, { documents }, { task: 'typing', seed, options: { ...crowd, seconds } })
	};
}

const ONE = { documents: 1, clients: 200, writers: 20 };

export const fanOut = typingScenario(
	'fan-out',
	'one document, 200 clients, 20 of them type 8 characters a second',
	{ ...ONE, rate: 8, seconds: 6 },
	EVERY
);

export const fanOutHot = typingScenario(
	'fan-out-hot',
	'one document, 200 clients, 20 of them type 40 characters a second',
	{ ...ONE, rate: 40, seconds: 5 }
);

export const documents = typingScenario(
	'documents',
	'500 documents with 3 clients each, everybody types a character a second',
	{ documents: 500, clients: 3, writers: 3, rate: 1, seconds: 20 }
);

/** The same typing over WebSockets and by long polling. */
export const polling = typingScenario(
	'polling',
	'one document, 50 clients, all of them type 2 characters a second',
	{ documents: 1, clients: 50, writers: 50, rate: 2, seconds: 20 },
	['ours', 'ours-polled'],
	'ours'
);
