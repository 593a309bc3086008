import { CLOSE } from '#shared/protocol/sync.ts';

const OPENS = 4_000; // ms in which a WebSocket opens where it is not blocked
const SPEAKS = 4_000; // ms from then to the first message of the server
const STAYS = 3_000; // ms after that message in which those are cut that a network does not want

const CUT = 1006; // what a browser says of a WebSocket that ended without a word

/** What becomes of a WebSocket. Neither is called when the page closes it before that is known. */
export interface Fate {
	readonly onWorks: () => void;
	readonly onFails: () => void;
}

const OURS: ReadonlySet<number> = new Set(Object.values(CLOSE));

/** Opens the browser's own WebSocket, and finds out whether the network lets it live. */
export function watchedSocket(address: string, fate: Fate): WebSocket {
	const socket = new WebSocket(address);
	new Watch(socket, fate);
	return socket;
}

/** Watches one WebSocket until its fate is known, and cuts one that hangs. */
class Watch {
	#timer: ReturnType<typeof setTimeout>;
	#isKnown = false;

	constructor(socket: WebSocket, { onWorks, onFails }: Fate) {
		const close = socket.close.bind(socket);
		socket.close = (code, reason) => {
			this.#know(() => undefined);
			close(code, reason);
		};
		const cut = () => {
			this.#know(onFails);
			close();
			// A browser waits for the other side, for a minute if need be, before it says so.
			socket.onclose?.(new CloseEvent('close', { code: CUT }));
		};
		const once = { once: true };
		this.#timer = setTimeout(cut, OPENS);
		socket.addEventListener('open', () => this.#wait(cut, SPEAKS), once);
		socket.addEventListener('message', () => this.#wait(() => this.#know(onWorks), STAYS), once);
		socket.addEventListener('close', ({ code }) => this.#know(OURS.has(code) ? onWorks : onFails));
	}

	#wait(act: () => void, ms: number): void {
		clearTimeout(this.#timer);
		if (!this.#isKnown) this.#timer = setTimeout(act, ms);
	}

	#know(tell: () => void): void {
		clearTimeout(this.#timer);
		if (this.#isKnown) return;
		this.#isKnown = true;
		tell();
	}
}
