const SLOT = 250; // ms over which is counted

/** How often something happens in a second, by the last quarter of one. */
export class Rate {
	#slotEnds = 0;
	#inSlot = 0;
	#perSecond = 0;

	/** It happened so many times. */
	count(times: number): void {
		this.#turn();
		this.#inSlot += times;
	}

	get perSecond(): number {
		this.#turn();
		return this.#perSecond;
	}

	#turn(): void {
		const now = Date.now();
		if (now < this.#slotEnds) return;
		const isNext = now < this.#slotEnds + SLOT;
		this.#perSecond = isNext ? (this.#inSlot * 1000) / SLOT : 0;
		this.#slotEnds = now + SLOT;
		this.#inSlot = 0;
	}
}
