import { Seeded } from '../../support/seeded.ts';
import { Client } from './client.ts';
import { option, type Endpoint, type Figures, type Job } from './job.ts';
import { Replica } from './replica.ts';
import { play, sleep } from './timing.ts';
import { FIRST_WRITER, typingUpdate } from './typing-update.ts';

const QUIET = 1_000; // ms between opening and typing

/** Types, and counts how much of it the server reported as saved. */
class Typist {
	readonly #client: Client;
	readonly #writer: number;
	readonly #asks: boolean;
	#isAsking = false;
	#isTyping = false;
	sent = 0;
	saved = 0;

	constructor(endpoint: Endpoint, writer: number) {
		this.#writer = writer;
		this.#asks = endpoint.cookie !== ''; // only our server knows barriers
		this.#client = new Client(endpoint, endpoint.documents[0] ?? '', {
			acknowledged: (count) => this.#acknowledged(count)
		});
	}

	get synced(): Promise<void> {
		return this.#client.synced;
	}

	get closed(): Promise<void> {
		return this.#client.closed;
	}

	type(): void {
		this.#isTyping = true;
		this.#client.sendUpdate(typingUpdate(this.#writer, this.sent, 'a'));
		this.sent += 1;
		this.#ask();
	}

	#ask(): void {
		if (!this.#asks || this.#isAsking || this.saved === this.sent) return;
		this.#isAsking = true;
		this.#client.askBarrier(this.sent);
	}

	/** Acknowledgements before the first keystroke concern the handshake. */
	#acknowledged(count: number | undefined): void {
		if (!this.#isTyping) return;
		this.saved = count ?? this.saved + 1;
		this.#isAsking = false;
		this.#ask();
	}
}

/** Types, and kills the server in the middle of it. */
export async function typeUntilKilled(job: Job): Promise<Figures> {
	const writers = Array.from(
		{ length: option(job, 'writers') },
		(_, writer) => new Typist(job.endpoint, writer)
	);
	for (const writer of writers) await writer.synced;
	await sleep(QUIET);
	const [rate, seconds] = [option(job, 'rate'), option(job, 'seconds')];
	const end = (seconds + new Seeded(job.seed).next()) * 1_000;
	const strokes = writers.flatMap((typist, i) =>
		Array.from({ length: Math.floor((end * rate) / 1_000) }, (_, n) => ({
			at: ((n + i / writers.length) * 1_000) / rate,
			typist
		}))
	);
	await play(
		strokes.sort((a, b) => a.at - b.at),
		({ typist }) => typist.type()
	);
	process.kill(job.endpoint.pid, 'SIGKILL');
	await Promise.all(writers.map(({ closed }) => closed));
	return Object.fromEntries(
		writers.flatMap(({ sent, saved }, i) => [
			[`sent${i}`, sent],
			[`saved${i}`, saved]
		])
	);
}

/** Counts how much of each writer's text has survived. */
export async function countTyped(job: Job): Promise<Figures> {
	const replica = new Replica(job.endpoint, job.endpoint.documents[0] ?? '');
	await replica.client.synced;
	await sleep(QUIET);
	const writers = Array.from({ length: option(job, 'writers') }, (_, i) => i);
	return Object.fromEntries(writers.map((i) => [`kept${i}`, replica.clockOf(FIRST_WRITER + i)]));
}
