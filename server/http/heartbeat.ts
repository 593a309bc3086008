import type { WebSocket } from 'ws';

const HEARTBEAT = 20_000; // ms between checks

interface Liveness {
	isAlive: boolean;
	isPinged: boolean;
}

/**
 * Terminates dead connections. A socket that was silent since the last check gets a ping and has until the next check
 * to send anything; a socket that sends by itself is not pinged.
 */
export class Heartbeat {
	readonly #liveness = new Map<WebSocket, Liveness>();
	readonly #timer: NodeJS.Timeout;

	constructor(every = HEARTBEAT) {
		this.#timer = setInterval(() => this.check(), every);
		this.#timer.unref();
	}

	/** Watches a socket until it closes. Call the returned function on every message from it. */
	watch(socket: WebSocket): () => void {
		const liveness: Liveness = { isAlive: true, isPinged: false };
		const markAlive = () => void (liveness.isAlive = true);
		this.#liveness.set(socket, liveness);
		socket.on('pong', markAlive);
		socket.once('close', () => this.#liveness.delete(socket));
		return markAlive;
	}

	/** Pings silent sockets, and terminates those that did not answer the last ping. */
	check(): void {
		for (const [socket, liveness] of this.#liveness) {
			if (!liveness.isAlive && liveness.isPinged) socket.terminate();
			else if (!liveness.isAlive) socket.ping();
			liveness.isPinged = !liveness.isAlive;
			liveness.isAlive = false;
		}
	}

	close(): void {
		clearInterval(this.#timer);
	}
}
