import { WebSocket } from 'ws';
import { SYNC_STEP } from '../../../src/shared/protocol/sync.ts';
import type { Endpoint } from './job.ts';
import { PolledLine } from './polled-line.ts';
import { Frames, type Receiver } from './wire.ts';

const NOTHING = Uint8Array.of(0, 0); // an update without content
const NO_STATE = Uint8Array.of(0);

/** How a client handles what it receives; all optional. */
export interface ClientOptions extends Partial<Receiver> {
	/** Its state vector when it connects. */
	readonly stateVector?: Uint8Array;
	/** Answers the server's step 1 with what the server lacks. */
	readonly answer?: (stateVector: Uint8Array) => Uint8Array;
	/** Presence entries to send on connecting, as stock clients do. */
	readonly firstPresence?: Uint8Array;
}

/**
 * A socket with the handshake of a y-websocket or hocuspocus client but without a document: the load must be cheaper
 * than the server under test.
 */
export class Client {
	readonly #socket: WebSocket | PolledLine;
	readonly #frames: Frames;
	readonly #options: ClientOptions;
	readonly #isRelay: boolean;
	/** Resolves at the first step 2; on a relay, which sends none, when the socket opens. */
	readonly synced: Promise<void>;
	readonly closed: Promise<void>;
	isClosed = false;
	#becomeSynced: () => void = () => undefined;

	constructor(endpoint: Endpoint, document: string, options: ClientOptions = {}) {
		const { address, wire, cookie, isPolled = false } = endpoint;
		this.#options = options;
		this.#isRelay = wire === 'relay';
		this.#frames = new Frames(wire, document);
		this.#socket = isPolled
			? new PolledLine(`${address}${document}`, cookie)
			: new WebSocket(`${address}${document}`, {
					perMessageDeflate: false,
					headers: cookie ? { cookie } : {}
				});
		this.closed = new Promise((resolve) => this.#socket.once('close', () => resolve()));
		void this.closed.then(() => (this.isClosed = true));
		this.synced = new Promise((resolve, reject) => {
			this.#becomeSynced = resolve;
			this.#socket.once('close', (code) => reject(new Error(`closed with ${code} before sync`)));
		});
		this.synced.catch(() => undefined);
		this.#socket.on('error', () => undefined); // the close event follows
		this.#socket.on('open', () => this.#greet());
		this.#socket.on('message', (data: Buffer) => this.#frames.read(data, this.#receiver));
	}

	#greet(): void {
		for (const frame of this.#frames.greeting()) this.#socket.send(frame);
		const { stateVector = NO_STATE, firstPresence } = this.#options;
		this.#socket.send(this.#frames.sync(SYNC_STEP.step1, stateVector));
		if (firstPresence) this.sendPresence(firstPresence);
		if (this.#isRelay) this.#becomeSynced();
	}

	readonly #receiver: Receiver = {
		step1: (stateVector) => {
			if (this.#isRelay) return; // it came from another client, and all would answer it
			const answer = this.#options.answer?.(stateVector) ?? NOTHING;
			this.#socket.send(this.#frames.sync(SYNC_STEP.step2, answer));
		},
		update: (update, isAnswer) => {
			this.#options.update?.(update, isAnswer);
			if (isAnswer) this.#becomeSynced();
		},
		presence: (entries) => this.#options.presence?.(entries),
		acknowledged: (count) => this.#options.acknowledged?.(count)
	};

	sendUpdate(update: Uint8Array): void {
		this.#socket.send(this.#frames.sync(SYNC_STEP.update, update));
	}

	sendPresence(entries: Uint8Array): void {
		this.#socket.send(this.#frames.presence(entries));
	}

	askBarrier(count: number): void {
		this.#socket.send(this.#frames.barrier(count));
	}

	/** Bytes written but not yet handed to the system. */
	get unsent(): number {
		return this.#socket.bufferedAmount;
	}

	/** Stops reading, so that the server's data piles up. */
	pause(): void {
		this.#socket.pause();
	}

	resume(): void {
		this.#socket.resume();
	}

	async end(): Promise<void> {
		this.#socket.terminate();
		await this.closed;
	}
}
