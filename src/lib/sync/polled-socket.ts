import type { Socket } from 'socket.io-client';
import { FrameReader, MOST_IN_PART, packFrames } from '#shared/protocol/polled.ts';

const CUT = 1006; // what a browser says of a WebSocket that ended without a word

interface Closing {
	readonly code: number;
	readonly reason: string;
}

/**
 * One document over long polling, in the shape of a WebSocket as far as y-websocket uses it. What is sent in one turn goes
 * together.
 */
export class PolledSocket {
	readonly OPEN = 1;
	readyState = 0;
	binaryType = 'arraybuffer';
	onopen: (() => void) | null = null;
	onmessage: ((event: { readonly data: Uint8Array }) => void) | null = null;
	onclose: ((event: Closing) => void) | null = null;
	onerror: (() => void) | null = null;
	readonly #socket: Socket;
	readonly #reader = new FrameReader(Infinity);
	#waiting: Uint8Array[] = [];

	/** `onAnswered`: the server has said something, be it that it closes. */
	constructor(socket: Socket, onAnswered: () => void) {
		this.#socket = socket;
		socket.on('connect', () => this.#opened());
		socket.on('frames', (part: ArrayBuffer) => {
			onAnswered();
			this.#heard(new Uint8Array(part));
		});
		socket.on('closed', (code: number, reason: string) => {
			onAnswered();
			this.end(code, reason);
		});
		socket.on('disconnect', () => this.end());
		socket.on('connect_error', () => this.end());
		socket.connect();
	}

	#opened(): void {
		this.readyState = this.OPEN;
		this.onopen?.();
	}

	#heard(part: Uint8Array): void {
		for (const data of this.#reader.read(part) ?? []) this.onmessage?.({ data });
	}

	/** Sends a frame; after the end it goes nowhere. */
	send(frame: Uint8Array): void {
		if (this.readyState !== this.OPEN) return;
		if (this.#waiting.length === 0) queueMicrotask(() => this.#flush());
		this.#waiting.push(frame);
	}

	#flush(): void {
		const packed = packFrames(this.#waiting);
		this.#waiting = [];
		if (this.readyState !== this.OPEN) return;
		for (let at = 0; at < packed.length; at += MOST_IN_PART)
			this.#socket.emit('frames', packed.slice(at, at + MOST_IN_PART));
	}

	/** Closes it from this side. */
	close(): void {
		this.end();
	}

	/** It has ended, as far as its owner is concerned. */
	end(code = CUT, reason = ''): void {
		if (this.readyState > this.OPEN) return;
		this.readyState = 3;
		this.#socket.off();
		this.#socket.disconnect();
		this.onclose?.({ code, reason });
	}
}
