// The load process: takes one job and prints its figures. It never shares a process with a server.
import { countTyped, typeUntilKilled } from './durability.ts';
import type { Figures, Job } from './job.ts';
import { joins } from './joins.ts';
import { memory } from './memory.ts';
import { presence } from './presence.ts';
import { runningSession } from './running-session.ts';
import { slowReader } from './slow-reader.ts';
import { typing } from './typing.ts';

const TASKS: Record<string, (job: Job) => Promise<Figures>> = {
	typing,
	presence,
	joins,
	memory,
	'running-session': runningSession,
	'slow-reader': slowReader,
	'type-until-killed': typeUntilKilled,
	'count-typed': countTyped
};

process.once('message', (job: Job) => void work(job));
process.once('disconnect', () => process.exit(1));

async function work(job: Job): Promise<void> {
	const task = TASKS[job.task];
	if (!task) throw new Error(`there is no task "${job.task}"`);
	const figures = await task(job);
	process.send?.(figures, () => process.exit(0));
}
