import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import { TYPED_TEXT } from './typing-update.ts';
import { Client } from './client.ts';
import { option, type Endpoint, type Figures, type Job } from './job.ts';
import { sleep, waitUntil } from './timing.ts';
import { measureUsage } from './usage.ts';

const SETTLE = 7_000; // ms between the first joiner and the storms: time to compact
const WARM_UP = 15; // storms before measuring, until the JIT has settled
const PAUSE = 1_200; // ms between storms
const TAIL = 200; // ms after the last sync that still count towards the server's CPU time
const LATE = 30_000; // ms; limit for a storm

/** A client that joins with an empty document, and keeps what it receives up to the first sync for later inspection. */
class Joiner {
	readonly #client: Client;
	readonly #updates: Uint8Array[] = [];
	isSynced = false;

	constructor(endpoint: Endpoint) {
		this.#client = new Client(endpoint, endpoint.documents[0] ?? '', {
			update: (update, isAnswer) => this.#take(update, isAnswer)
		});
	}

	#take(update: Uint8Array, isAnswer: boolean): void {
		if (!this.isSynced) this.#updates.push(update);
		this.isSynced ||= isAnswer;
	}

	get received(): Buffer {
		return Buffer.concat(this.#updates);
	}

	/** The whole text as this client received it. */
	read(): string {
		return textOf(...this.#updates);
	}

	end(): Promise<void> {
		return this.#client.end();
	}
}

function textOf(...updates: readonly Uint8Array[]): string {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	return doc.getText(TYPED_TEXT).toJSON();
}

interface Storm {
	readonly cpuMs: number;
	/** Time until all were synced. */
	readonly ms: number;
	/** Number of clients without the whole text. */
	readonly missing: number;
}

async function storm(job: Job, text: string): Promise<Storm> {
	const used = measureUsage(job.endpoint.pid);
	const start = performance.now();
	const count = option(job, 'joiners');
	const joiners = Array.from({ length: count }, () => new Joiner(job.endpoint));
	await waitUntil(() => joiners.every((joiner) => joiner.isSynced), LATE);
	const ms = performance.now() - start;
	await sleep(TAIL);
	const { cpuMs } = used();
	const missing = countIncomplete(joiners, text);
	await Promise.all(joiners.map((joiner) => joiner.end()));
	return { cpuMs, ms, missing };
}

/** Number of clients without the whole text; identical bytes are decoded once. */
function countIncomplete(joiners: readonly Joiner[], text: string): number {
	const seen: { bytes: Buffer; isWhole: boolean }[] = [];
	return joiners.filter((joiner) => {
		const bytes = joiner.received;
		const known = seen.find((one) => one.bytes.equals(bytes));
		const isWhole = joiner.isSynced && (known?.isWhole ?? joiner.read() === text);
		if (!known) seen.push({ bytes, isWhole });
		return !isWhole;
	}).length;
}

/** Storms in which many people open one large document at once. */
export async function joins(job: Job): Promise<Figures> {
	const text = textOf(readFileSync(job.stateFile ?? ''));
	const first = new Joiner(job.endpoint);
	await waitUntil(() => first.isSynced, LATE);
	await sleep(SETTLE);
	for (let i = 0; i < WARM_UP; i++) {
		await storm(job, text);
		await sleep(PAUSE);
	}
	const used = measureUsage(job.endpoint.pid);
	const storms: Storm[] = [];
	while (storms.length < option(job, 'storms')) {
		storms.push(await storm(job, text));
		await sleep(PAUSE);
	}
	const sum = (of: (one: Storm) => number) => storms.reduce((total, one) => total + of(one), 0);
	return {
		otherPct: used().otherPct,
		cpuPerJoin: sum(({ cpuMs }) => cpuMs) / storms.length / option(job, 'joiners'),
		allSynced: sum(({ ms }) => ms) / storms.length,
		missing: sum(({ missing }) => missing)
	};
}
