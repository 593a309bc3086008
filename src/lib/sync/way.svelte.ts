import { createContext } from 'svelte';
import { PolledLine } from './polled-line.ts';
import type { PolledSocket } from './polled-socket.ts';
import { watchedSocket } from './watched-socket.ts';

const PATIENCE = 4_000; // ms that sockets are given which have worked in this page: mostly the server restarts
const FIRST_PROBE = 5_000; // ms
const LONGEST = 60_000; // ms between two probes

type State =
	/** `failingSince`: none has worked since then. */
	| { readonly kind: 'sockets'; readonly failingSince?: number }
	/** Sockets fail. The next line is polled, which shows whether it is only they. */
	| { readonly kind: 'doubted'; readonly failingSince: number }
	| { readonly kind: 'polled'; readonly failingSince: number };

/**
 * The way that documents take between this page and the server: WebSockets, and long polling where those are blocked.
 * Always true: it is long polling only after sockets failed and a poll was answered, so that a server that is down, or a
 * page that is offline, changes nothing for long; and sockets are tried again and again.
 */
export class Way {
	#state = $state.raw<State>({ kind: 'sockets' });
	#line: PolledLine | undefined;
	#hasWorked = false;
	/** The last document that was asked for: with it a socket is tried again. */
	#address = '';
	#probe: WebSocket | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pause = FIRST_PROBE;

	/** True while documents come by long polling. */
	get isPolled(): boolean {
		return this.#state.kind === 'polled';
	}

	/** What y-websocket makes its connections with. */
	get Socket(): typeof WebSocket {
		const open = (address: string) => this.#open(address);
		// A constructor that returns something else makes that.
		const opened = function (address: string) {
			return open(address);
		};
		return opened as unknown as typeof WebSocket;
	}

	#open(address: string): WebSocket | PolledSocket {
		this.#address = address;
		if (this.#state.kind !== 'sockets') return this.#poll(address);
		return watchedSocket(address, {
			onWorks: () => this.#socketsWork(),
			onFails: () => this.#socketFailed()
		});
	}

	#poll(address: string): PolledSocket {
		this.#line ??= new PolledLine({
			address,
			onWorks: () => this.#pollingWorks(),
			onEnd: (isCut) => this.#lineEnded(isCut)
		});
		return this.#line.open(address);
	}

	#socketFailed(): void {
		if (this.#state.kind !== 'sockets' || !navigator.onLine) return;
		const { failingSince = Date.now() } = this.#state;
		const isEnough = !this.#hasWorked || Date.now() - failingSince >= PATIENCE;
		this.#state = { kind: isEnough ? 'doubted' : 'sockets', failingSince };
	}

	#socketsWork(): void {
		this.#hasWorked = true;
		this.#state = { kind: 'sockets' };
		this.#stopProbing();
		this.#line?.close();
	}

	#pollingWorks(): void {
		if (this.#state.kind !== 'doubted') return;
		this.#state = { ...this.#state, kind: 'polled' };
		this.#pause = FIRST_PROBE;
		this.#probeLater();
	}

	#lineEnded(isCut: boolean): void {
		this.#line = undefined;
		if (!isCut || this.#state.kind === 'sockets') return;
		this.#state = { ...this.#state, kind: 'sockets' };
		this.#stopProbing();
	}

	#probeLater(): void {
		this.#timer = setTimeout(() => this.#tryASocket(), this.#pause);
		this.#pause = Math.min(2 * this.#pause, LONGEST);
	}

	/** Beside the polling, over which documents go on coming. */
	#tryASocket(): void {
		if (!this.#line) return this.#probeLater(); // no document is open
		this.#probe = watchedSocket(this.#address, {
			onWorks: () => this.#socketsWork(),
			onFails: () => {
				this.#probe = undefined;
				this.#probeLater();
			}
		});
	}

	#stopProbing(): void {
		clearTimeout(this.#timer);
		this.#probe?.close();
		this.#probe = undefined;
	}

	/** The network has changed: what was found out about the last one does not count. */
	#probeNow(): void {
		if (!this.isPolled) return;
		this.#stopProbing();
		if (!this.#line) return void (this.#state = { kind: 'sockets' });
		this.#pause = FIRST_PROBE;
		this.#tryASocket();
	}

	/** Tries sockets again at once when the browser has come to a network. Returns how to end it. */
	watch(): () => void {
		const probe = () => this.#probeNow();
		window.addEventListener('online', probe);
		return () => {
			window.removeEventListener('online', probe);
			this.#stopProbing();
		};
	}
}

/** The page's way, for everything below the layout. */
export const [getWay, setWay] = createContext<Way>();
