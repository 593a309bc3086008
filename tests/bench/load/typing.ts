import { Seeded } from '../../support/seeded.ts';
import { Client } from './client.ts';
import { option, type Endpoint, type Figures, type Job } from './job.ts';
import { Latencies } from './latencies.ts';
import { forEachOf, play, sleep, waitUntil } from './timing.ts';
import { readTyping, typingUpdate } from './typing-update.ts';
import { measureUsage } from './usage.ts';

const AT_ONCE = 20; // sockets being opened
const WARM_UP = 2; // seconds of the same typing before anything counts
const QUIET = 1_000; // ms between opening and typing
const LATE = 20_000; // ms that the last delivery may take
const TAIL = 200; // ms after the last delivery that still count as the server's work
const LETTERS = 'abcdefghijklmnopqrstuvwxyz ';

interface Crowd {
	readonly clients: number;
	readonly writers: number;
}

/** One document with its clients; the first of them write. */
class Room {
	readonly #latencies: Latencies;
	readonly #crowd: Crowd;
	readonly #clients: Client[] = [];
	/** By writer and clock. */
	readonly #sentAt: number[][];
	/** The next clock that a client lacks, by client and writer. */
	readonly #next: Uint32Array;
	delivered = 0;

	constructor(crowd: Crowd, latencies: Latencies) {
		this.#crowd = crowd;
		this.#latencies = latencies;
		this.#sentAt = Array.from({ length: crowd.writers }, () => []);
		this.#next = new Uint32Array(crowd.clients * crowd.writers);
	}

	async enter(endpoint: Endpoint, document: string): Promise<void> {
		const own = this.#clients.length;
		const update = (bytes: Uint8Array) =>
			readTyping(bytes, (writer, clock, length) => this.#typed(own, writer, clock + length));
		const client = new Client(endpoint, document, { update });
		this.#clients.push(client);
		await client.synced;
	}

	/** Counts what is new, whether it comes alone, merged or twice. */
	#typed(reader: number, writer: number, end: number): void {
		const slot = reader * this.#crowd.writers + writer;
		const now = performance.now();
		for (let clock = this.#next[slot] ?? 0; clock < end; clock++) {
			const sentAt = this.#sentAt[writer]?.[clock];
			if (reader === writer || sentAt === undefined) continue;
			this.delivered += 1;
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

interface Stroke {
	readonly at: number;
	readonly room: number;
	readonly writer: number;
	readonly character: string;
}

/** Everybody types at an even pace, each with a start of their own. */
function strokes(rooms: number, writers: number, rate: number, seconds: number, seed: number) {
	const random = new Seeded(seed);
	const all: Stroke[] = [];
	for (let room = 0; room < rooms; room++)
		for (let writer = 0; writer < writers; writer++) {
			const start = random.next();
			for (let n = 0; n < rate * seconds; n++) {
				const character = LETTERS[random.below(LETTERS.length)] ?? ' ';
				all.push({ at: ((start + n) * 1_000) / rate, room, writer, character });
			}
		}
	return all.sort((a, b) => a.at - b.at);
}

/** Typing in one or many documents: how long until the others have it, and what it costs the server. */
export async function typing(job: Job): Promise<Figures> {
	const crowd = { clients: option(job, 'clients'), writers: option(job, 'writers') };
	const latencies = new Latencies();
	const { documents } = job.endpoint;
	const rooms = documents.map(() => new Room(crowd, latencies));
	const seats = documents.flatMap((document, i) =>
		Array.from({ length: crowd.clients }, () => ({ document, room: rooms[i] }))
	);
	await forEachOf(seats, AT_ONCE, async ({ document, room }) =>
		room?.enter(job.endpoint, document)
	);
	await sleep(QUIET);
	const type = async (seconds: number, seed: number) => {
		const all = strokes(rooms.length, crowd.writers, option(job, 'rate'), seconds, seed);
		for (const room of rooms) room.delivered = 0;
		latencies.clear();
		const expected = all.length * (crowd.clients - 1);
		await play(all, ({ room, writer, character }) => rooms[room]?.type(writer, character));
		const delivered = () => rooms.reduce((sum, room) => sum + room.delivered, 0);
		await waitUntil(() => delivered() >= expected, LATE);
		return { expected, missing: expected - delivered() };
	};
	await type(WARM_UP, job.seed + 1_000);
	const used = measureUsage(job.endpoint.pid);
	const { expected, missing } = await type(option(job, 'seconds'), job.seed);
	await sleep(TAIL);
	const usage = used();
	return {
		...usage,
		p50: latencies.at(0.5),
		p95: latencies.at(0.95),
		p99: latencies.at(0.99),
		deliveries: expected - missing,
		missing,
		cpuPer1000: (usage.cpuMs * 1_000) / (expected - missing)
	};
}
