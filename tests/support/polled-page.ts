import { PolledLine } from '#lib/sync/polled-line.ts';
import type { PolledSocket } from '#lib/sync/polled-socket.ts';

/** A page whose documents come by long polling, over one connection, as in a browser. */
export class PolledPage {
	readonly #headers: Record<string, string>;
	#line: PolledLine | undefined;
	/** Connections that it has made so far. */
	lines = 0;

	constructor(cookie: string, origin?: string) {
		this.#headers = { ...(cookie && { cookie }), ...(origin && { origin }) };
	}

	/** Opens a document by the address of its WebSocket. */
	open(address: string): PolledSocket {
		this.#line ??= this.#connect(address);
		return this.#line.open(address);
	}

	#connect(address: string): PolledLine {
		this.lines += 1;
		return new PolledLine({
			...{ address, headers: this.#headers },
			onWorks: () => undefined,
			onEnd: () => (this.#line = undefined)
		});
	}

	/** For y-websocket, which asks for a class. */
	get Socket(): typeof WebSocket {
		const open = (address: string) => this.open(address);
		const opened = function (address: string) {
			return open(address);
		};
		return opened as unknown as typeof WebSocket;
	}
}
