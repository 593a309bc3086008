import { join } from 'node:path';
import { CORE, startNode } from '../servers/children.ts';
import type { Figures, Job } from './job.ts';

/** Runs a job in its own process, away from the server's core. */
export function runLoad(job: Job): Promise<Figures> {
	const child = startNode(CORE.load, [join(import.meta.dirname, 'main.ts')], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	return new Promise((resolve, reject) => {
		child.once('message', (figures) => resolve(figures as Figures));
		child.once('exit', (code) => reject(new Error(`the load "${job.task}" ended with ${code}`)));
		child.send(job);
	});
}
