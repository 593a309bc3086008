import type { Socket } from 'socket.io';
import { packFrames } from '#shared/protocol/polled.ts';
import type { CloseCode } from '#shared/protocol/sync.ts';
import type { Batch } from '../sync/batch.ts';
import type { Peer } from '../sync/connection.ts';

const MUCH = 16_384; // bytes, as a stream's buffer; with less it is not worth looking at what waits

export interface PolledPeerOptions {
	readonly socket: Socket;
	/** Something is to be sent. */
	readonly onSomething: () => void;
	/** The browser has everything. */
	readonly onDrained: () => void;
}

/** One document over long polling, as the engine sees it. What is sent within a moment goes together. */
export class PolledPeer implements Peer {
	readonly #options: PolledPeerOptions;
	#gathered: Uint8Array[] = [];
	/** Bytes gathered here, those that wait for the next poll, and those that answered the last. */
	#here = 0;
	#next = 0;
	#last = 0;

	constructor(options: PolledPeerOptions) {
		this.#options = options;
	}

	/** An answer counts as taken when the browser polls again: only that shows that it has read it. */
	get waiting(): number {
		return this.#here + this.#next + this.#last;
	}

	send({ messages }: Batch): boolean {
		for (const message of messages) {
			this.#gathered.push(message);
			this.#here += message.length;
		}
		this.#options.onSomething();
		return this.waiting <= MUCH;
	}

	/** Hands over what was gathered. */
	flush(): void {
		if (this.#gathered.length === 0) return;
		const packed = packFrames(this.#gathered);
		this.#gathered = [];
		this.#here = 0;
		this.#next += packed.length;
		this.#options.socket.emit('frames', packed);
	}

	/** All that was handed over goes out as the answer to a poll. */
	answered(): void {
		this.#last = this.#next;
		this.#next = 0;
	}

	/** The browser polls again. */
	polled(): void {
		this.#last = 0;
		if (this.waiting === 0) this.#options.onDrained();
	}

	close(code: CloseCode, reason: string): void {
		this.flush();
		this.#options.socket.emit('closed', code, reason);
		this.#options.socket.disconnect();
	}
}
