import type { Socket } from 'socket.io-client';

const SOON = 5_000; // ms after connecting in which a WebSocket is cut by a network that does not want it
const ENOUGH = 2; // cuts in a row; one may be anything

/**
 * Keeps the live channel on long polling in a network that cuts WebSockets soon after they open: there it would come and
 * go for ever, and pages would read everything again each time.
 */
export class Upgrades {
	readonly #socket: Socket;
	#since = 0;
	#cuts = 0;

	constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('connect', () => (this.#since = Date.now()));
		socket.on('disconnect', (reason) => this.#lost(reason));
	}

	#lost(reason: string): void {
		const { engine, opts } = this.#socket.io;
		const isCut =
			(reason === 'transport close' || reason === 'transport error') &&
			engine.transport.name === 'websocket' &&
			Date.now() - this.#since < SOON;
		this.#cuts = isCut ? this.#cuts + 1 : 0;
		if (this.#cuts >= ENOUGH) opts.upgrade = false;
	}

	/** In another network WebSockets are tried again. Returns how to end it. */
	watch(): () => void {
		const retry = () => {
			this.#cuts = 0;
			this.#socket.io.opts.upgrade = true;
		};
		window.addEventListener('online', retry);
		return () => window.removeEventListener('online', retry);
	}
}
