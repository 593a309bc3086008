import { updateIn } from './messages.ts';

const FIRST = 512; // bytes

/**
 * The changes after a snapshot, as the messages in which they go to clients, one behind the other in one buffer: an object
 * for each would outlive the change many times in size, and the garbage collector would look at it again and again.
 */
export class Tail {
	/** Sequence number of the last change before the first here. */
	#base: number;
	#bytes = new Uint8Array(0);
	/** Where each message ends. */
	#ends: number[] = [];

	constructor(base: number) {
		this.#base = base;
	}

	/** Sequence number of the last change. */
	get head(): number {
		return this.#base + this.#ends.length;
	}

	/** How many changes there are. */
	get length(): number {
		return this.#ends.length;
	}

	/** Bytes of all messages. */
	get size(): number {
		return this.#ends.at(-1) ?? 0;
	}

	/** Takes a number of the log for which nothing is sent. */
	skip(): void {
		this.#ends.push(this.size);
	}

	/** Copies a message; returns the update in it, in bytes that stay as they are. */
	push(message: Uint8Array): Uint8Array {
		const start = this.size;
		const end = start + message.length;
		if (end > this.#bytes.length) this.#grow(end);
		this.#bytes.set(message, start);
		this.#ends.push(end);
		return updateIn(this.#bytes.subarray(start, end));
	}

	#grow(wanted: number): void {
		// What was handed out keeps the old buffer.
		const grown = new Uint8Array(Math.max(FIRST, wanted, 2 * this.#bytes.length));
		grown.set(this.#bytes.subarray(0, this.size));
		this.#bytes = grown;
	}

	/** The messages after a sequence number. */
	since(seq: number): Uint8Array[] {
		const messages: Uint8Array[] = [];
		const first = Math.max(0, seq - this.#base);
		for (let index = first, start = this.#startOf(first); index < this.#ends.length; index++) {
			const end = this.#ends[index] ?? start;
			if (end > start) messages.push(this.#bytes.subarray(start, end));
			start = end;
		}
		return messages;
	}

	/** Forgets everything up to and including a sequence number. */
	drop(seq: number): void {
		const from = this.#startOf(seq - this.#base);
		this.#bytes = this.#bytes.slice(from, this.size);
		this.#ends = this.#ends.slice(seq - this.#base).map((end) => end - from);
		this.#base = seq;
	}

	#startOf(index: number): number {
		return this.#ends[index - 1] ?? 0;
	}
}
