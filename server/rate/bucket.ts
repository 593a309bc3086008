const BURST = 10; // seconds' worth

/** Lets through so much per second, sustained, and ten times that at once. */
export class Bucket {
	readonly #perSecond: number;
	#left: number;
	#at = Date.now();

	constructor(perSecond: number) {
		this.#perSecond = perSecond;
		this.#left = perSecond * BURST;
	}

	/** Takes an amount; false when it is more than is left. */
	take(amount: number, now: number): boolean {
		const earned = ((now - this.#at) / 1000) * this.#perSecond;
		this.#left = Math.min(this.#perSecond * BURST, this.#left + Math.max(0, earned));
		this.#at = now;
		if (amount > this.#left) return false;
		this.#left -= amount;
		return true;
	}
}
