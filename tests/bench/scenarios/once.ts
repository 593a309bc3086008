import type { Figures, Job } from '../load/job.ts';
import { runLoad } from '../load/run.ts';
import { install } from '../servers/install.ts';
import type { Needs, ServerName } from '../servers/server.ts';

/** Starts a fresh server, runs one job on it, and stops it. */
export async function measureOnce(
	name: ServerName,
	needs: Needs,
	job: Omit<Job, 'endpoint'>
): Promise<Figures> {
	const server = await (await install(name, needs)).start();
	try {
		return await runLoad({ ...job, endpoint: server.endpoint });
	} finally {
		await server.stop();
	}
}
