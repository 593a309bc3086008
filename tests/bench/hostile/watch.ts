import { memoryOf } from '../load/usage.ts';
import { sleep } from '../load/timing.ts';
import { Asker } from '../register/asker.ts';

const EACH = 1_000; // ms between two looks
const MEGABYTE = 1024 * 1024;

/** Looks at a server every second: the longest stall of its event loop, its memory, and how soon it answers. */
export class Watch {
	readonly #asker: Asker;
	readonly #pid: number;
	readonly #address: string;
	/** Milliseconds, one for each second. */
	readonly stalls: number[] = [];
	/** Milliseconds that its thread worked without a break, one for each second; a stall beyond it waited for a processor. */
	readonly work: number[] = [];
	/** Milliseconds until `/healthz` answered. */
	readonly answers: number[] = [];
	/** Megabytes that are resident. */
	readonly memory: number[] = [];
	#isOver = false;

	constructor(options: ConstructorParameters<typeof Asker>[0]) {
		this.#asker = new Asker(options);
		this.#address = options.address;
		this.#pid = options.server.child.pid ?? 0;
	}

	/** Looks until {@link stop}. */
	async look(): Promise<void> {
		await this.#asker.stall();
		while (!this.#isOver) {
			await sleep(EACH);
			const { stall, work } = await this.#asker.block();
			this.stalls.push(stall);
			this.work.push(work);
			this.memory.push(memoryOf(this.#pid) / MEGABYTE);
			const began = performance.now();
			await (await fetch(`${this.#address}/healthz`)).arrayBuffer();
			this.answers.push(performance.now() - began);
		}
	}

	stop(): void {
		this.#isOver = true;
	}

	/** Memory at the start, its most and its last, and the mean of each tenth of the time. */
	get tenths(): number[] {
		const size = Math.max(1, Math.ceil(this.memory.length / 10));
		const parts = Array.from({ length: Math.ceil(this.memory.length / size) }, (_, at) =>
			this.memory.slice(at * size, (at + 1) * size)
		);
		return parts.map((part) => part.reduce((sum, one) => sum + one, 0) / part.length);
	}
}
