export interface BudgetOptions {
	/** What a key may take in one window. */
	readonly points: number;
	/** Milliseconds, from the first point that is taken. */
	readonly window: number;
	/** Keys that are remembered; of more, the oldest are forgotten. */
	readonly keys: number;
}

interface Account {
	taken: number;
	readonly until: number;
}

/** Points that may be taken, by key. However many keys are made up, it holds a bounded number of them. */
export class Budget {
	readonly #options: BudgetOptions;
	readonly #now: () => number;
	/** In the order of the beginnings of windows, so that the first is the first to end. */
	readonly #accounts = new Map<string, Account>();

	constructor(options: BudgetOptions, now: () => number = Date.now) {
		this.#options = options;
		this.#now = now;
	}

	/** Keys that are remembered at the moment. */
	get size(): number {
		return this.#accounts.size;
	}

	/** Takes a point. False, and nothing is taken, when none is left. */
	take(key: string): boolean {
		const account = this.#current(key) ?? this.#open(key);
		if (account.taken >= this.#options.points) return false;
		account.taken++;
		return true;
	}

	/** Puts a point back. */
	giveBack(key: string): void {
		const account = this.#current(key);
		if (account && account.taken > 0) account.taken--;
	}

	/** Puts back all points of a key. */
	forget(key: string): void {
		this.#accounts.delete(key);
	}

	#current(key: string): Account | undefined {
		const account = this.#accounts.get(key);
		return account && account.until > this.#now() ? account : undefined;
	}

	#open(key: string): Account {
		this.#accounts.delete(key);
		this.#makeRoom();
		const account = { taken: 0, until: this.#now() + this.#options.window };
		this.#accounts.set(key, account);
		return account;
	}

	#makeRoom(): void {
		for (const [key, { until }] of this.#accounts) {
			if (until > this.#now() && this.#accounts.size < this.#options.keys) return;
			this.#accounts.delete(key);
		}
	}
}
