import { Client } from './client.ts';
import type { Endpoint } from './job.ts';
import type { Latencies } from './latencies.ts';
import { readTyping, typingUpdate } from './typing-update.ts';

/** Number of clients and writers per document. */
export interface Crowd {
	readonly clients: number;
	readonly writers: number;
}

/** One document with its clients, the first of which write. */
export class Room {
	readonly #document: string;
	readonly #latencies: Latencies;
	readonly #crowd: Crowd;
	readonly #clients: Client[] = [];
	/** Send times by writer and clock. */
	readonly #sentAt: number[][];
	/** The next clock each client lacks, by client and writer. */
	readonly #next: Uint32Array;

	constructor(document: string, crowd: Crowd, latencies: Latencies) {
		this.#document = document;
		this.#crowd = crowd;
		this.#latencies = latencies;
		this.#sentAt = Array.from({ length: crowd.writers }, () => []);
		this.#next = new Uint32Array(crowd.clients * crowd.writers);
	}

	async enter(endpoint: Endpoint): Promise<void> {
		const own = this.#clients.length;
		const update = (bytes: Uint8Array) =>
			readTyping(bytes, (writer, clock, length) => this.#typed(own, writer, clock + length));
		const client = new Client(endpoint, this.#document, { update });
		this.#clients.push(client);
		await client.synced;
	}

	/** Counts what is new, whether it arrives alone, merged or twice. */
	#typed(reader: number, writer: number, end: number): void {
		const slot = reader * this.#crowd.writers + writer;
		const now = performance.now();
		for (let clock = this.#next[slot] ?? 0; clock < end; clock++) {
			const sentAt = this.#sentAt[writer]?.[clock];
			if (reader === writer || sentAt === undefined) continue;
			this.#latencies.add(now - sentAt);
		}
		this.#next[slot] = Math.max(this.#next[slot] ?? 0, end);
	}

	type(writer: number, character: string): void {
		const sent = this.#sentAt[writer] ?? [];
		const update = typingUpdate(writer, sent.length, character);
		sent.push(performance.now());
		this.#clients[writer]?.sendUpdate(update);
	}
}
