import { Seeded } from '../../support/seeded.ts';
import { Client } from './client.ts';
import { option, type Endpoint, type Figures, type Job } from './job.ts';
import { Latencies } from './latencies.ts';
import { entry, readEntries, writeEntries, type Entry } from './presence-entries.ts';
import { forEachOf, play, sleep, waitUntil } from './timing.ts';
import { measureUsage } from './usage.ts';

const AT_ONCE = 20; // sockets being opened
const WARM_UP = 2; // seconds of the same load before measuring
const FIRST = 1_000_000_000; // presence ids start here, to be as long as real ones
const QUIET = 1_000; // ms between joining and moving
const LATE = 15_000; // ms; limit for the last delivery
const TAIL = 200; // ms after it that still count towards the server's CPU time

/** All states and when each was sent; shared by all clients of the run. */
interface Said {
	readonly at: Map<number, number[]>;
	readonly latencies: Latencies;
}

/** A client that shows presence, and echoes what it receives as y-websocket clients do. */
class Person {
	readonly #id: number;
	readonly #said: Said;
	readonly #client: Client;
	readonly #known = new Map<number, number>();
	#clock = 1;

	constructor(endpoint: Endpoint, id: number, said: Said) {
		this.#id = id;
		this.#said = said;
		said.at.set(id, []);
		this.#client = new Client(endpoint, endpoint.documents[0] ?? '', {
			presence: (message) => this.#learn(message),
			firstPresence: writeEntries([entry(id, this.#clock)])
		});
	}

	get synced(): Promise<void> {
		return this.#client.synced;
	}

	move(): void {
		this.#clock += 1;
		const times = this.#said.at.get(this.#id) ?? [];
		times[this.#clock] = performance.now();
		this.#client.sendPresence(writeEntries([entry(this.#id, this.#clock)]));
	}

	#learn(message: Uint8Array): void {
		const news = readEntries(message).filter((heard) => this.#isNews(heard));
		if (news.length > 0) this.#client.sendPresence(writeEntries(news));
	}

	#isNews({ client, clock }: Entry): boolean {
		if (client === this.#id || clock <= (this.#known.get(client) ?? 0)) return false;
		this.#known.set(client, clock);
		const saidAt = this.#said.at.get(client)?.[clock];
		if (saidAt !== undefined) this.#said.latencies.add(performance.now() - saidAt);
		return true;
	}
}

/** Everyone moves their caret once a second. */
export async function presence(job: Job): Promise<Figures> {
	const said: Said = { at: new Map(), latencies: new Latencies() };
	const people = await gather(job, said);
	await move(people, said, job.seed, WARM_UP);
	const used = measureUsage(job.endpoint.pid);
	const expected = await move(people, said, job.seed, option(job, 'seconds'));
	await sleep(TAIL);
	const usage = used();
	const deliveries = said.latencies.total;
	return {
		...usage,
		...said.latencies.figures(),
		deliveries,
		missing: expected - deliveries,
		cpuPer1000: (usage.cpuMs * 1_000) / deliveries
	};
}

async function gather(job: Job, said: Said): Promise<Person[]> {
	const people: Person[] = [];
	const ids = Array.from({ length: option(job, 'clients') }, (_, i) => FIRST + i);
	await forEachOf(ids, AT_ONCE, async (id) => {
		const person = new Person(job.endpoint, id, said);
		people.push(person);
		await person.synced;
	});
	await sleep(QUIET);
	return people;
}

/** Everyone moves at their own moment of each second. Returns the number of deliveries expected. */
async function move(people: readonly Person[], said: Said, seed: number, seconds: number) {
	const random = new Seeded(seed);
	const moves = people.flatMap((person) => {
		const start = random.next() * 1_000;
		return Array.from({ length: seconds }, (_, n) => ({ at: start + n * 1_000, person }));
	});
	said.latencies.clear();
	moves.sort((a, b) => a.at - b.at);
	await play(moves, ({ person }) => person.move());
	const expected = moves.length * (people.length - 1);
	await waitUntil(() => said.latencies.total >= expected, LATE);
	return expected;
}
