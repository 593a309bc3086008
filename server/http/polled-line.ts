import type { Socket } from 'socket.io';
import { MOST_IN_REQUEST } from '#shared/protocol/polled.ts';
import { Bucket } from '../rate/bucket.ts';
import type { Principal } from '../sync/connection.ts';
import type { PolledPeer } from './polled-peer.ts';

const PAUSE = 50; // ms between two answers; each costs a request, and with many people what is sent alone costs most

// What comes from a page that does not poll: the engine keeps an answer to each of its packets until it does.
const MOST_UNHEARD = 3_000;

// Its client takes base64 to be 1.33 as long as bytes, and would fill a request beyond what it was told.
const ROUNDING = MOST_IN_REQUEST / 100;

type Conn = Socket['conn'];

export interface PolledLineOptions {
	readonly conn: Conn;
	readonly who: Principal;
	readonly packetsPerSecond: number;
	/** Milliseconds that it may be open without a document. */
	readonly idle: number;
	/** More was sent than may be; the connection ends. */
	readonly onFlood: () => void;
	readonly onEnd: () => void;
}

/** A person's connection by long polling, which carries all documents of a page. */
export class PolledLine {
	readonly who: Principal;
	readonly #conn: Conn;
	readonly #peers = new Set<PolledPeer>();
	readonly #idle: number;
	/** Packets that came since the last poll. */
	#unheard = 0;
	#lastFlush = 0;
	#flushing: NodeJS.Timeout | undefined;
	#idling: NodeJS.Timeout | undefined;

	constructor({ conn, who, packetsPerSecond, idle, onFlood, onEnd }: PolledLineOptions) {
		this.who = who;
		this.#idle = idle;
		this.#conn = conn;
		Object.assign(conn.transport, { maxHttpBufferSize: MOST_IN_REQUEST + ROUNDING });
		conn.on('flush', () => this.#peers.forEach((peer) => peer.answered()));
		// Before the engine's own listener, which answers the poll.
		conn.transport.prependListener('ready', () => this.#polled());
		const allowance = new Bucket(packetsPerSecond);
		conn.on('packet', () => {
			if (allowance.take(1, Date.now()) && ++this.#unheard <= MOST_UNHEARD) return;
			if (conn.readyState === 'open') onFlood();
			conn.close(true);
		});
		conn.once('close', () => {
			clearTimeout(this.#flushing);
			clearTimeout(this.#idling);
			onEnd();
		});
		this.#watchIdle();
	}

	#polled(): void {
		this.#unheard = 0;
		for (const peer of this.#peers) peer.polled();
	}

	/** A document was opened. */
	add(peer: PolledPeer): void {
		clearTimeout(this.#idling);
		this.#peers.add(peer);
	}

	/** A document was closed. */
	remove(peer: PolledPeer): void {
		this.#peers.delete(peer);
		if (this.#peers.size === 0 && this.#conn.readyState === 'open') this.#watchIdle();
	}

	#watchIdle(): void {
		clearTimeout(this.#idling);
		this.#idling = setTimeout(() => this.#conn.close(true), this.#idle).unref();
	}

	/** Something is to be sent: soon, together with what else comes until then. */
	wake(): void {
		if (this.#flushing !== undefined) return;
		const wait = Math.max(0, this.#lastFlush + PAUSE - Date.now());
		this.#flushing = setTimeout(() => this.#flush(), wait);
	}

	#flush(): void {
		this.#flushing = undefined;
		this.#lastFlush = Date.now();
		for (const peer of this.#peers) peer.flush();
	}
}
