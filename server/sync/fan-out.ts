import type { Connection } from './connection.ts';

const SLOT = 250; // ms over which the load is counted

/**
 * How long changes wait for company, in milliseconds, by deliveries (changes × readers) per second. A write to a socket
 * costs more than all else; the busier a document, the more changes share one. Measured by `npm run bench`.
 */
function windowFor(deliveriesPerSecond: number): number {
	if (deliveriesPerSecond < 8_000) return 0;
	if (deliveriesPerSecond < 60_000) return 2;
	if (deliveriesPerSecond < 100_000) return 8;
	return 16;
}

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
	#messages: Uint8Array[] = [];
	#author: Connection | undefined;
	#isDue = false;
	#slotEnds = 0;
	#inSlot = 0;
	#perSecond = 0;

	constructor(options: FanOutOptions) {
		this.#options = options;
	}

	add(message: Uint8Array, author: Connection | undefined): void {
		this.#author = this.#messages.length === 0 || this.#author === author ? author : undefined;
		this.#messages.push(message);
		this.#count();
		if (!this.#isDue) this.#schedule();
	}

	#count(): void {
		const now = Date.now();
		if (now >= this.#slotEnds) {
			const isNext = now < this.#slotEnds + SLOT;
			this.#perSecond = isNext ? (this.#inSlot * 1000) / SLOT : 0;
			this.#slotEnds = now + SLOT;
			this.#inSlot = 0;
		}
		this.#inSlot += this.#options.readers();
	}

	#schedule(): void {
		this.#isDue = true;
		const window = Math.max(windowFor(this.#perSecond), this.#options.batch);
		const flush = () => {
			this.#isDue = false;
			this.flush();
		};
		if (window === 0)
			queueMicrotask(flush); // a turn of the event loop costs more than the change
		else setTimeout(flush, window);
	}

	/** Passes on what was collected, now. */
	flush(): void {
		if (this.#messages.length === 0) return;
		const [messages, author] = [this.#messages, this.#author];
		this.#messages = [];
		this.#options.deliver(messages, author);
	}
}
