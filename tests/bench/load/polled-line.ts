import { EventEmitter } from 'node:events';
import { PolledPage } from '../../support/polled-page.ts';

/** A document over long polling, on a connection of its own, with what the load uses of `ws`. */
export class PolledLine extends EventEmitter {
	readonly bufferedAmount = 0;
	readonly #socket: ReturnType<PolledPage['open']>;

	constructor(address: string, cookie: string) {
		super();
		this.#socket = new PolledPage(cookie).open(address);
		this.#socket.onopen = () => this.emit('open');
		this.#socket.onmessage = ({ data }) => this.emit('message', Buffer.from(data.buffer));
		this.#socket.onclose = ({ code }) => this.emit('close', code);
	}

	send(frame: Uint8Array): void {
		this.#socket.send(frame);
	}

	pause(): void {
		throw new Error('a page that polls does not stop');
	}

	resume(): void {
		throw new Error('a page that polls does not stop');
	}

	terminate(): void {
		this.#socket.close();
	}
}
