import type { Connection } from './connection.ts';
import { Rate } from './rate.ts';

/**
 * How long changes wait for company, in milliseconds, by deliveries (changes × readers) per second. A write to a socket
 * costs more than all else; the busier a document, the more changes share one. Measured by `npm run bench`.
 */
function windowFor(deliveriesPerSecond: number): number {
	if (deliveriesPerSecond < 8_000) return 0;
	if (deliveriesPerSecond < 60_000) return 1;
	if (deliveriesPerSecond < 250_000) return 4;
	return 16;
}

const NOW = Promise.resolve();

export interface FanOutOptions {
	/** Least window in milliseconds. */
	readonly batch: number;
	/** How many people are to be told. */
	readonly readers: () => number;
	/** Tells everybody, apart from `author` where all messages are theirs. */
	readonly deliver: (messages: readonly Uint8Array[], author: Connection | undefined) => void;
}

/** Collects the changes of a document and passes them on together: within a turn, or within a few ms when there are many. */
export class FanOut {
	readonly #options: FanOutOptions;
	#messages: Uint8Array[] | undefined;
	#author: Connection | undefined;
	#isDue = false;
	readonly #deliveries = new Rate();

	constructor(options: FanOutOptions) {
		this.#options = options;
	}

	add(message: Uint8Array, author: Connection | undefined): void {
		this.#author = !this.#messages || this.#author === author ? author : undefined;
		// Most changes go out alone, and an array that starts empty reserves room for sixteen.
		if (this.#messages) this.#messages.push(message);
		else this.#messages = [message];
		this.#deliveries.count(this.#options.readers());
		if (!this.#isDue) this.#schedule();
	}

	#schedule(): void {
		this.#isDue = true;
		const window = Math.max(windowFor(this.#deliveries.perSecond), this.#options.batch);
		// At the end of this turn: another turn of the event loop costs more than the change.
		if (window === 0) void NOW.then(this.#due);
		else setTimeout(this.#due, window);
	}

	readonly #due = (): void => {
		this.#isDue = false;
		this.flush();
	};

	/** Passes on what was collected, now. */
	flush(): void {
		const messages = this.#messages;
		if (!messages) return;
		this.#messages = undefined;
		this.#options.deliver(messages, this.#author);
	}
}
