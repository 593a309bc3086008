import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import { TYPED_TEXT } from './typing-update.ts';
import { Client } from './client.ts';
import { option, type Endpoint, type Figures, type Job } from './job.ts';
import { sleep, waitUntil } from './timing.ts';
import { measureUsage } from './usage.ts';

const SETTLE = 7_000; // ms between the first joiner and the storms: time to compact
const PAUSE = 1_200; // ms between storms
const TAIL = 200; // ms after the last sync that still count as the server's work
const LATE = 30_000; // ms that a storm may take

/** Somebody who comes in with nothing, and keeps what came up to the first sync to look at it later. */
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

	/** The whole text as this joiner has it. */
	read(): string {
		const doc = new Y.Doc();
		for (const update of this.#updates) Y.applyUpdate(doc, update);
		return doc.getText(TYPED_TEXT).toJSON();
	}

	end(): Promise<void> {
		return this.#client.end();
	}
}

async function storm(job: Job): Promise<{ joiners: Joiner[]; cpuMs: number; ms: number }> {
	const used = measureUsage(job.endpoint.pid);
	const start = performance.now();
	const count = option(job, 'joiners');
	const joiners = Array.from({ length: count }, () => new Joiner(job.endpoint));
	await waitUntil(() => joiners.every((joiner) => joiner.isSynced), LATE);
	const ms = performance.now() - start;
	await sleep(TAIL);
	return { joiners, cpuMs: used().cpuMs, ms };
}

/** How many did not hold the whole text; the same bytes are looked at once. */
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

/** Storms of people who open one large document at once. */
export async function joins(job: Job): Promise<Figures> {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, readFileSync(job.stateFile ?? ''));
	const text = doc.getText(TYPED_TEXT).toJSON();
	const first = new Joiner(job.endpoint);
	await waitUntil(() => first.isSynced, LATE);
	await sleep(SETTLE);
	const used = measureUsage(job.endpoint.pid);
	const rounds: { cpuMs: number; ms: number; missing: number }[] = [];
	for (let round = 0; round < option(job, 'storms'); round++) {
		const { joiners, cpuMs, ms } = await storm(job);
		rounds.push({ cpuMs, ms, missing: countIncomplete(joiners, text) });
		await Promise.all(joiners.map((joiner) => joiner.end()));
		await sleep(PAUSE);
	}
	const mean = (of: (round: (typeof rounds)[number]) => number) =>
		rounds.reduce((sum, round) => sum + of(round), 0) / rounds.length;
	return {
		otherPct: used().otherPct,
		cpuPerJoin: mean(({ cpuMs }) => cpuMs) / option(job, 'joiners'),
		allSynced: mean(({ ms }) => ms),
		missing: rounds.reduce((sum, { missing }) => sum + missing, 0)
	};
}
