const FIRST = 1_000; // ms
const LONGEST = 60_000; // ms

/** Tries something again later, after a pause that doubles each time, up to a minute. */
export class Retry {
	#pause = FIRST;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Tries once, after the pause; what was to be tried before is forgotten. */
	later(attempt: () => void): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(attempt, this.#pause);
		this.#pause = Math.min(2 * this.#pause, LONGEST);
	}

	/** It worked, or is not wanted any more: the next pause is short again. */
	reset(): void {
		clearTimeout(this.#timer);
		this.#pause = FIRST;
	}
}
