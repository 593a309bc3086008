import type { Figures } from './job.ts';

const STEP = 0.05; // ms
const BUCKETS = 1_200_000; // up to a minute

/** A histogram for millions of latencies, exact to 0.05 ms. */
export class Latencies {
	readonly #counts = new Uint32Array(BUCKETS);
	#total = 0;

	add(ms: number): void {
		const bucket = Math.min(BUCKETS - 1, Math.max(0, Math.round(ms / STEP)));
		this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
		this.#total += 1;
	}

	get total(): number {
		return this.#total;
	}

	/** The latency at a quantile. */
	#at(share: number): number {
		let left = Math.max(1, Math.ceil(share * this.#total));
		for (const [bucket, count] of this.#counts.entries()) {
			left -= count;
			if (left <= 0) return bucket * STEP;
		}
		return NaN;
	}

	figures(): Figures {
		return { p50: this.#at(0.5), p95: this.#at(0.95), p99: this.#at(0.99) };
	}

	clear(): void {
		this.#counts.fill(0);
		this.#total = 0;
	}
}
