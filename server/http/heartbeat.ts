import type { WebSocket } from 'ws';

const HEARTBEAT = 20_000; // ms between looks

interface Sign {
	isHeard: boolean;
	isAsked: boolean;
}

/**
 * Ends sockets that are gone without a word. One that was silent since the last look is asked with a ping, and has until the
 * next to say anything; one that speaks needs no asking.
 */
export class Heartbeat {
	readonly #signs = new Map<WebSocket, Sign>();
	readonly #timer: NodeJS.Timeout;

	constructor(every = HEARTBEAT) {
		this.#timer = setInterval(() => this.look(), every);
		this.#timer.unref();
	}

	/** Watches a socket until it closes; the result is to be called when it says something. */
	watch(socket: WebSocket): () => void {
		const sign: Sign = { isHeard: true, isAsked: false };
		const hear = () => void (sign.isHeard = true);
		this.#signs.set(socket, sign);
		socket.on('pong', hear);
		socket.once('close', () => this.#signs.delete(socket));
		return hear;
	}

	/** Asks the silent, and ends those who were asked in vain. */
	look(): void {
		for (const [socket, sign] of this.#signs) {
			if (!sign.isHeard && sign.isAsked) socket.terminate();
			else if (!sign.isHeard) socket.ping();
			sign.isAsked = !sign.isHeard;
			sign.isHeard = false;
		}
	}

	close(): void {
		clearInterval(this.#timer);
	}
}
