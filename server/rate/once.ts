/** Lets a key through once in a window. Holds the keys of one window. */
export class Once {
	readonly #window: number;
	readonly #now: () => number;
	/** When each was let through; the oldest first. */
	readonly #taken = new Map<string, number>();

	/** @param window ms */
	constructor(window: number, now: () => number = () => Date.now()) {
		this.#window = window;
		this.#now = now;
	}

	/** True unless the key was let through a moment ago. */
	take(key: string): boolean {
		const now = this.#now();
		for (const [old, at] of this.#taken) {
			if (now - at < this.#window) break;
			this.#taken.delete(old);
		}
		if (this.#taken.has(key)) return false;
		this.#taken.set(key, now);
		return true;
	}

	/** Whether the key would not be let through now. */
	has(key: string): boolean {
		const at = this.#taken.get(key);
		return at !== undefined && this.#now() - at < this.#window;
	}

	/** Lets a key through again. */
	forget(key: string): void {
		this.#taken.delete(key);
	}
}
