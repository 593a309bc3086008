import { Seeded } from '../../support/seeded.ts';
import { option, type Figures, type Job } from './job.ts';
import { Latencies } from './latencies.ts';
import { Room, type Crowd } from './room.ts';
import { forEachOf, play, sleep, waitUntil } from './timing.ts';
import { measureUsage } from './usage.ts';

const AT_ONCE = 20; // sockets being opened
const WARM_UP = 14; // seconds of the same typing before measuring, until the JIT has settled
const QUIET = 1_000; // ms between opening and typing
const LATE = 20_000; // ms; limit for the last delivery
const TAIL = 200; // ms after the last delivery that still count towards the server's CPU time
const LETTERS = 'abcdefghijklmnopqrstuvwxyz ';

interface Stroke {
	readonly at: number;
	readonly room: Room;
	readonly writer: number;
	readonly character: string;
}

/** Typing in one or many documents: delivery latency, and cost for the server. */
export async function typing(job: Job): Promise<Figures> {
	const crowd = { clients: option(job, 'clients'), writers: option(job, 'writers') };
	const latencies = new Latencies();
	const rooms = await openRooms(job, crowd, latencies);
	await type(strokes(rooms, crowd, job, WARM_UP), crowd, latencies);
	const used = measureUsage(job.endpoint.pid);
	const all = strokes(rooms, crowd, job, option(job, 'seconds'));
	const expected = await type(all, crowd, latencies);
	await sleep(TAIL);
	const usage = used();
	const deliveries = latencies.total;
	return {
		...usage,
		...latencies.figures(),
		deliveries,
		missing: expected - deliveries,
		cpuPer1000: (usage.cpuMs * 1_000) / deliveries
	};
}

async function openRooms({ endpoint }: Job, crowd: Crowd, latencies: Latencies): Promise<Room[]> {
	const rooms = endpoint.documents.map((document) => new Room(document, crowd, latencies));
	const seats = rooms.flatMap((room) => Array.from({ length: crowd.clients }, () => room));
	await forEachOf(seats, AT_ONCE, (room) => room.enter(endpoint));
	await sleep(QUIET);
	return rooms;
}

/** Everyone types at an even pace, each starting at a different moment. */
function strokes(rooms: readonly Room[], { writers }: Crowd, job: Job, seconds: number): Stroke[] {
	const random = new Seeded(job.seed);
	const rate = option(job, 'rate');
	const all: Stroke[] = [];
	for (const room of rooms)
		for (let writer = 0; writer < writers; writer++) {
			const start = random.next();
			for (let n = 0; n < rate * seconds; n++) {
				const character = LETTERS[random.below(LETTERS.length)] ?? ' ';
				all.push({ at: ((start + n) * 1_000) / rate, room, writer, character });
			}
		}
	return all.sort((a, b) => a.at - b.at);
}

/**
 * Types everything with fresh counters, and waits until everyone else has it. Returns the number of deliveries
 * expected.
 */
async function type(all: readonly Stroke[], { clients }: Crowd, latencies: Latencies) {
	latencies.clear();
	const expected = all.length * (clients - 1);
	await play(all, ({ room, writer, character }) => room.type(writer, character));
	await waitUntil(() => latencies.total >= expected, LATE);
	return expected;
}
