import type { Figures } from '../load/job.ts';
import { runLoad } from '../load/run.ts';
import { install } from '../servers/install.ts';
import type { Installation } from '../servers/server.ts';
import { column, KEEPERS, type Scenario } from './scenario.ts';

const WRITERS = 4;

export const durability: Scenario = {
	name: 'durability',
	title: '4 people type 25 characters a second each until the server is killed (all rounds)',
	servers: KEEPERS,
	columns: [
		column('typed', 'sent', 0),
		column('lost', 'lost', 0),
		column('called saved', 'saved', 0),
		column('called saved and lost', 'savedAndLost', 0)
	],
	combine: 'sum',
	async measure(server, { seconds = 4, seed }) {
		const installation = await install(server, { documents: 1 });
		const common = { seed, options: { writers: WRITERS, rate: 25, seconds } };
		const typed = await onServer(installation, { ...common, task: 'type-until-killed' });
		const kept = await onServer(installation, { ...common, task: 'count-typed' });
		return compare(typed, kept);
	}
};

type Part = Omit<Parameters<typeof runLoad>[0], 'endpoint'>;

async function onServer(installation: Installation, job: Part): Promise<Figures> {
	const server = await installation.start();
	try {
		return await runLoad({ ...job, endpoint: server.endpoint });
	} finally {
		await server.stop();
	}
}

function compare(typed: Figures, kept: Figures): Figures {
	const sum = (of: (writer: number) => number) =>
		Array.from({ length: WRITERS }, (_, writer) => of(writer)).reduce((a, b) => a + b, 0);
	const at = (figures: Figures, name: string, writer: number) => figures[`${name}${writer}`] ?? 0;
	const lostOf = (name: string) => (writer: number) =>
		Math.max(0, at(typed, name, writer) - at(kept, 'kept', writer));
	return {
		sent: sum((writer) => at(typed, 'sent', writer)),
		saved: sum((writer) => at(typed, 'saved', writer)),
		lost: sum(lostOf('sent')),
		savedAndLost: sum(lostOf('saved'))
	};
}
