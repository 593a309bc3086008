import { statSync } from 'node:fs';
import { Client } from './client.ts';
import type { Figures, Job } from './job.ts';
import { forEachOf, sleep } from './timing.ts';
import { measureUsage, memoryOf } from './usage.ts';

const AT_ONCE = 5; // documents being opened
const SETTLE = 15_000; // ms after the last one was opened
const LEAST = 0.8; // share of the state's bytes that a client must have received

/** The memory cost of an open document whose only client is idle. */
export async function memory(job: Job): Promise<Figures> {
	const { endpoint, stateFile } = job;
	const expected = statSync(stateFile ?? '').size * LEAST;
	await sleep(2_000);
	const used = measureUsage(endpoint.pid);
	const before = memoryOf(endpoint.pid);
	let missing = 0;
	await forEachOf(endpoint.documents, AT_ONCE, async (document) => {
		let bytes = 0;
		const client = new Client(endpoint, document, {
			update: (update) => (bytes += update.length)
		});
		await client.synced;
		if (bytes < expected) missing += 1;
	});
	const opened = memoryOf(endpoint.pid);
	await sleep(SETTLE);
	const settled = memoryOf(endpoint.pid);
	const each = (bytes: number) => (bytes - before) / endpoint.documents.length / 1_024;
	return { opened: each(opened), settled: each(settled), missing, otherPct: used().otherPct };
}
