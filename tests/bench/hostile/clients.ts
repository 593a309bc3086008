// The process of hostile clients: gets its job as a message, attacks until it gets another, and reports.
import { Seeded } from '../../support/seeded.ts';
import { sleep } from '../load/timing.ts';
import { HOSTILE_ROLES, type HostileJob, type HostileReport, type Target } from './job.ts';
import { ON_HTTP } from './on-http.ts';
import { ON_POLLS } from './on-polls.ts';
import { ON_SOCKETS } from './on-sockets.ts';

const PAUSE = 200; // ms between two attacks of one client
/** Names of the only attacks to try, with commas between; all of them by default. */
const ONLY = process.env['ATTACKS']?.split(',');
const ATTACKS = [...ON_SOCKETS, ...ON_POLLS, ...ON_HTTP].filter(
	({ name }) => ONLY?.includes(name) ?? true
);

const attempts: Record<string, number> = {};
const ends: Record<string, number> = {};
let isOver = false;

const count = (into: Record<string, number>, what: string) => (into[what] = (into[what] ?? 0) + 1);

/** One client, which does one hostile thing after another. */
async function client(job: HostileJob, index: number): Promise<void> {
	const seeded = new Seeded(job.seed + index);
	const role = HOSTILE_ROLES[index % HOSTILE_ROLES.length] ?? 'nobody';
	const possible = ATTACKS.filter(({ by }) => by.includes(role));
	while (!isOver) {
		await sleep(PAUSE);
		if (possible.length === 0) continue;
		const { name, run } = seeded.pick(possible);
		count(attempts, name);
		const target: Target = {
			...{ job, role, cookie: job.cookies[role] },
			below: (limit) => seeded.below(limit),
			ended: (how) => count(ends, `${name}: ${how}`)
		};
		await run(target).catch((error: unknown) => count(ends, `${name}: ${String(error)}`));
	}
}

async function attack(job: HostileJob): Promise<void> {
	await Promise.all(Array.from({ length: job.clients }, (_, index) => client(job, index)));
	const report: HostileReport = { attempts, ends };
	process.send?.(report, () => process.exit());
}

process.once('message', (job) => {
	process.once('message', () => (isOver = true));
	void attack(job as HostileJob);
});
process.on('disconnect', () => process.exit());
