import type { WebSocket } from 'ws';

const HEARTBEAT = 20_000; // ms between checks

interface Sign {
	isHeard: boolean;
	isAsked: boolean;
}

/**
 * Terminates dead connections. A socket that was silent since the last check gets a ping and has until the next check to
 * send anything; a socket that sends by itself is not pinged.
 */
export class Heartbeat {
	readonly #signs = new Map<WebSocket, Sign>();
	readonly #timer: NodeJS.Timeout;

	constructor(every = HEARTBEAT) {
		this.#timer = setInterval(() => this.look(), every);
		this.#timer.unref();
	}

	/** Watches a socket until it closes. Call the returned function on every message from it. */
	watch(socket: WebSocket): () => void {
		const sign: Sign = { isHeard: true, isAsked: false };
		const hear = () => void (sign.isHeard = true);
		this.#signs.set(socket, sign);
		socket.on('pong', hear);
		socket.once('close', () => this.#signs.delete(socket));
		return hear;
	}

	/** Pings silent sockets, and terminates those that did not answer the last ping. */
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
