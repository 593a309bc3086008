import { Manager, type ManagerOptions } from 'socket.io-client';
import * as v from 'valibot';
import { POLLED_PATH, POLLED_SIGNED_OUT } from '#shared/protocol/polled.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { PolledSocket } from './polled-socket.ts';

const OPENS = 8_000; // ms to connect

/** A refusal to connect, as socket.io passes on what the server answered. */
const refusalSchema = v.object({
	context: v.object({
		responseText: v.pipe(v.string(), v.parseJson(), v.object({ message: v.string() }))
	})
});

export interface PolledLineOptions {
	/** The address of any document, as of a WebSocket. */
	readonly address: string;
	/** The server has answered. */
	readonly onWorks: () => void;
	/** It has ended, or was never there; `isCut` if neither side ended it. */
	readonly onEnd: (isCut: boolean) => void;
	/** Headers that only tests set: a browser sends its cookies by itself. */
	readonly headers?: Record<string, string>;
}

/** One connection by long polling, for all documents of a page. It is used until it ends, and not again. */
export class PolledLine {
	readonly #options: PolledLineOptions;
	readonly #manager: Manager;
	readonly #sockets = new Set<PolledSocket>();
	#opened = 0;
	#isOver = false;

	constructor(options: PolledLineOptions) {
		this.#options = options;
		const { origin } = new URL(options.address.replace(/^ws/, 'http'));
		this.#manager = new Manager(origin, {
			...{ path: POLLED_PATH, transports: ['polling'], timeout: OPENS },
			...{ reconnection: false, autoConnect: false },
			...(options.headers && { extraHeaders: options.headers })
		} satisfies Partial<ManagerOptions>);
		this.#manager.on('error', (error) => this.#failed(error));
		this.#manager.on('close', (reason) => this.#over(reason !== 'forced close'));
	}

	/** Opens a document. */
	open(address: string): PolledSocket {
		const { pathname, search } = new URL(address);
		// A name that was not used before: of one that is opened again at once the server has not seen the end.
		const name = `${pathname}${search || '?'}&line=${(this.#opened += 1)}`;
		const socket = new PolledSocket(this.#manager.socket(name), this.#options.onWorks);
		this.#sockets.add(socket);
		return socket;
	}

	#failed(error: unknown): void {
		const refusal = v.safeParse(refusalSchema, error);
		const isSignedOut =
			refusal.success && refusal.output.context.responseText.message === POLLED_SIGNED_OUT;
		if (isSignedOut) this.#options.onWorks();
		this.#over(!isSignedOut, isSignedOut ? CLOSE.signedOut : undefined);
	}

	#over(isCut: boolean, code?: number): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#options.onEnd(isCut);
		for (const socket of this.#sockets) socket.end(code);
	}

	/** Ends it; its documents are closed and may be opened otherwise. */
	close(): void {
		this.#over(false);
	}
}
