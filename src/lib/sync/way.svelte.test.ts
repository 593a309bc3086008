import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packFrames, POLLED_SIGNED_OUT } from '#shared/protocol/polled.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { FakeSocket } from '../../../tests/support/fake-socket.ts';
import { Way } from './way.svelte.ts';

type Listener = (...said: unknown[]) => void;

/** A fake socket.io client: what the page opened, and the network side of it. */
const polling = vi.hoisted(() => {
	class Emitter {
		#listeners: [string, Listener][] = [];
		on(name: string, listener: Listener) {
			this.#listeners.push([name, listener]);
		}
		off() {
			this.#listeners = [];
		}
		say(name: string, ...said: unknown[]) {
			for (const [which, listener] of this.#listeners) if (which === name) listener(...said);
		}
		connect() {}
		disconnect() {}
		emit() {}
	}
	const managers: Manager[] = [];
	class Manager extends Emitter {
		readonly sockets = new Map<string, Emitter>();
		constructor() {
			super();
			managers.push(this);
		}
		socket(name: string) {
			const socket = new Emitter();
			this.sockets.set(name, socket);
			return socket;
		}
		/** The server lets the page in, and speaks in every document. */
		answer(bytes: Uint8Array) {
			for (const socket of this.sockets.values()) {
				socket.say('connect');
				socket.say('frames', bytes.buffer);
			}
		}
	}
	return { managers, Manager };
});
vi.mock('socket.io-client', () => ({ Manager: polling.Manager }));

const ADDRESS = 'ws://board.example/sync/2/a/b?as=olga';
const HELLO = Uint8Array.of(0);
let way: Way;
let stop: () => void;
let ends: number[];
let heard: Uint8Array[];

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('WebSocket', FakeSocket);
	FakeSocket.opened.length = polling.managers.length = 0;
	[ends, heard] = [[], []];
	way = new Way();
	stop = way.watch();
});
afterEach(() => {
	stop();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** A document is opened; true if over a WebSocket. */
function open(): boolean {
	const line = new way.Socket(ADDRESS);
	line.onclose = ({ code }) => ends.push(code);
	line.onmessage = ({ data }) => heard.push(data as Uint8Array);
	return (line as unknown) instanceof FakeSocket;
}
const socket = () => FakeSocket.opened.at(-1) ?? expect.fail('no WebSocket was opened');
const manager = () => polling.managers.at(-1) ?? expect.fail('nothing is polled');
const answer = () => manager().answer(packFrames([HELLO]));

/** A WebSocket that lives. */
function work(): void {
	socket().open();
	socket().say(HELLO);
	vi.advanceTimersByTime(3_000);
}

/** Documents come by long polling, because WebSockets are refused. */
function block(): void {
	open();
	socket().end(1006);
	open();
	answer();
}

describe('documents go over WebSockets', () => {
	it('as long as these work, and also after the server has closed one', () => {
		expect(open()).toBe(true);
		socket().open();
		socket().end(CLOSE.goingAway);
		expect(open()).toBe(true);
		work();
		socket().end(1006); // later, as the network pleases
		expect([open(), way.isPolled]).toEqual([true, false]);
	});

	it('when the page itself closes one before it is known whether they work', () => {
		open();
		socket().close();
		socket().end(1006);
		expect(open()).toBe(true);
	});

	it('when the computer is offline', () => {
		vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
		open();
		socket().end(1006);
		expect(open()).toBe(true);
		vi.restoreAllMocks();
	});

	it('for some seconds after the network failed, where they have worked', () => {
		open();
		work();
		const fail = () => {
			open();
			socket().end(1006);
		};
		fail();
		vi.advanceTimersByTime(3_900);
		fail();
		expect(open()).toBe(true);
		vi.advanceTimersByTime(100);
		socket().end(1006);
		expect(open()).toBe(false);
	});
});

describe('documents go by long polling', () => {
	it.each<[string, () => void]>([
		['is refused', () => socket().end(1006)],
		['does not open', () => vi.advanceTimersByTime(4_000)],
		[
			'opens and stays silent',
			() => {
				socket().open();
				vi.advanceTimersByTime(4_000);
			}
		],
		[
			'is cut after a second',
			() => {
				socket().open();
				socket().say(HELLO);
				vi.advanceTimersByTime(1_000);
				socket().end(1006);
			}
		]
	])('when a WebSocket %s and a poll is answered', (_, happens) => {
		open();
		happens();
		expect(ends).toEqual([1006]);
		expect([open(), way.isPolled]).toEqual([false, false]);
		answer();
		expect(way.isPolled).toBe(true);
		expect(heard.at(-1)).toEqual(HELLO);
	});

	it('all over one connection, until that is lost', () => {
		block();
		open();
		expect(polling.managers).toHaveLength(1);
		ends = [];
		manager().say('close', 'transport close');
		expect([ends, way.isPolled]).toEqual([[1006, 1006], false]);
	});

	it('not when that fails as well: both are tried by turns', () => {
		open();
		socket().end(1006);
		for (let turn = 0; turn < 3; turn++) {
			expect(open()).toBe(false);
			manager().say('error', new Error('xhr poll error'));
			expect([way.isPolled, open()]).toEqual([false, true]);
			socket().end(1006);
		}
		open();
		answer();
		expect(way.isPolled).toBe(true);
	});

	it('and end as signed out when nobody is signed in', () => {
		open();
		socket().end(1006);
		open();
		const responseText = JSON.stringify({ code: 4, message: POLLED_SIGNED_OUT });
		manager().say(
			'error',
			Object.assign(new Error('xhr poll error'), { context: { responseText } })
		);
		expect(ends.at(-1)).toBe(CLOSE.signedOut);
	});
});

describe('while documents are polled', () => {
	beforeEach(block);

	it('a WebSocket is tried after growing pauses, and documents are back on it when it lives', () => {
		for (const pause of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
			const before = FakeSocket.opened.length;
			vi.advanceTimersByTime(pause - 1);
			expect(FakeSocket.opened).toHaveLength(before);
			vi.advanceTimersByTime(1);
			expect(FakeSocket.opened).toHaveLength(before + 1);
			socket().end(1006);
		}
		vi.advanceTimersByTime(60_000);
		ends = [];
		work();
		expect([ends, way.isPolled, open()]).toEqual([[1006], false, true]);
	});

	it('one is tried at once when the browser has come to a network, whatever hung in the last', () => {
		vi.advanceTimersByTime(5_000);
		const before = FakeSocket.opened.length;
		window.dispatchEvent(new Event('online'));
		expect(FakeSocket.opened).toHaveLength(before + 1);
		work();
		expect(way.isPolled).toBe(false);
	});

	it('nothing is tried as long as no document is open, and a new network is tried with the next', () => {
		manager().say('close', 'forced close'); // the last one was closed
		const before = FakeSocket.opened.length;
		vi.advanceTimersByTime(600_000);
		expect(FakeSocket.opened).toHaveLength(before);
		expect(open()).toBe(false);
		manager().say('close', 'forced close');
		window.dispatchEvent(new Event('online'));
		expect(open()).toBe(true);
	});

	it('nothing is tried any more after the page is left', () => {
		stop();
		const before = FakeSocket.opened.length;
		vi.advanceTimersByTime(600_000);
		window.dispatchEvent(new Event('online'));
		expect(FakeSocket.opened).toHaveLength(before);
	});
});
