const HALF_LIFE = 60_000; // ms in which half of what something cost is forgotten
const FORGOTTEN = 1; // ms of cost that are no longer worth remembering

interface Lane {
	/** Each resolves, when it is done, to what tells its asker. */
	readonly jobs: (() => Promise<() => void>)[];
	/** What its jobs cost lately, in milliseconds, as of `at`. */
	cost: number;
	at: number;
}

/**
 * Does one job at a time for many. Whoever has cost least lately comes next, so that those who ask for much wait for
 * those who ask for little, and never the other way round; the jobs of each are done in order.
 */
export class FairQueue<Id extends string> {
	readonly #lanes = new Map<Id, Lane>();
	readonly #now: () => number;
	#isBusy = false;

	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** Does a job when its turn comes. An error reaches only whoever asked for the job. */
	run<T>(id: Id, work: () => Promise<T>): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			const done = (result: T) => () => resolve(result);
			const failed = (error: Error) => () => reject(error);
			const attempt = async () => work(); // what throws at once rejects, too
			this.#laneOf(id).jobs.push(() => attempt().then(done, failed));
			if (!this.#isBusy) void this.#work();
		});
	}

	#laneOf(id: Id): Lane {
		const lane = this.#lanes.get(id) ?? { jobs: [], cost: 0, at: this.#now() };
		this.#lanes.set(id, lane);
		return lane;
	}

	async #work(): Promise<void> {
		this.#isBusy = true;
		for (let lane = this.#next(); lane; lane = this.#next()) {
			const began = this.#now();
			const tell = await lane.jobs.shift()?.();
			lane.cost = costOf(lane, this.#now()) + this.#now() - began;
			lane.at = this.#now();
			tell?.();
		}
		this.#isBusy = false;
	}

	/** The waiting lane that has cost least. Forgets those that wait for nothing and cost nothing any more. */
	#next(): Lane | undefined {
		const now = this.#now();
		let next: Lane | undefined;
		for (const [id, lane] of this.#lanes) {
			if (lane.jobs.length > 0) {
				if (!next || costOf(lane, now) < costOf(next, now)) next = lane;
			} else if (costOf(lane, now) < FORGOTTEN) this.#lanes.delete(id);
		}
		return next;
	}
}

function costOf({ cost, at }: Lane, now: number): number {
	return cost * 2 ** ((at - now) / HALF_LIFE);
}
