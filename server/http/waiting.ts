/** How many upgrades from each address wait until it is known who asks. */
export class Waiting {
	readonly #most: number;
	readonly #byAddress = new Map<string, number>();

	/** `most` may wait from one address. */
	constructor(most: number) {
		this.#most = most;
	}

	/** Counts one more until the returned function is called; undefined when too many wait already. */
	enter(address: string): (() => void) | undefined {
		const before = this.#byAddress.get(address) ?? 0;
		if (before >= this.#most) return undefined;
		this.#byAddress.set(address, before + 1);
		return () => this.#leave(address);
	}

	#leave(address: string): void {
		const left = (this.#byAddress.get(address) ?? 1) - 1;
		if (left > 0) this.#byAddress.set(address, left);
		else this.#byAddress.delete(address);
	}
}
