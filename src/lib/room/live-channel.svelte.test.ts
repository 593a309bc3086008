import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { newId, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import { LiveChannel } from './live-channel.svelte.ts';

type Listener = (...said: unknown[]) => void;

/** A fake socket.io client: emits what the test tells it to, and records what the page sent. */
const line = vi.hoisted(() => {
	const on = (listeners: Map<string, Set<Listener>>) => ({
		on: (name: string, listener: Listener) =>
			void listeners.getOrInsertComputed(name, () => new Set()).add(listener),
		off: (name: string, listener: Listener) => void listeners.get(name)?.delete(listener)
	});
	const listeners = new Map<string, Set<Listener>>();
	const managers = new Map<string, Set<Listener>>();
	const sent: unknown[][] = [];
	const answers: Listener[] = [];
	const say = (name: string, ...said: unknown[]) =>
		listeners.get(name)?.forEach((listener) => listener(...said));
	const socket = {
		connected: false,
		/** True while socket.io reconnects by itself. */
		active: true,
		...on(listeners),
		io: {
			...on(managers),
			engine: { readyState: 'open', transport: { name: 'websocket' } },
			opts: { upgrade: true }
		},
		emit: (...said: unknown[]) => {
			sent.push(said.filter((one) => typeof one !== 'function'));
			answers.push(...said.filter((one): one is Listener => typeof one === 'function'));
		},
		connect: () => void sent.push(['connect']),
		disconnect: () => {
			sent.push(['disconnect']);
			return socket;
		}
	};
	return {
		socket,
		sent,
		/** The server answers all that was asked so far. */
		answer: (...said: unknown[]) => answers.splice(0).forEach((answer) => answer(...said)),
		say,
		reconnect: () => managers.get('reconnect')?.forEach((listener) => listener()),
		/** The server refuses the socket, after which socket.io leaves it alone. */
		refuses(why: string) {
			socket.active = false;
			say('connect_error', new Error(why));
		},
		connects() {
			socket.connected = socket.active = true;
			say('connect');
		},
		reset() {
			for (const all of [listeners, managers]) all.clear();
			sent.length = 0;
			socket.connected = false;
			socket.active = true;
			socket.io.opts.upgrade = true;
			socket.io.engine.readyState = 'open';
			answers.length = 0;
		}
	};
});
vi.mock('socket.io-client', () => ({ io: () => line.socket }));

afterEach(() => void vi.useRealTimers());

function open(): LiveChannel {
	line.reset();
	const channel = new LiveChannel(me);
	onTestFinished(channel.open());
	line.sent.length = 0;
	return channel;
}

const page = { asOf: () => 7, onMissed: () => undefined };
const me = newId<PersonId>();
const here = newId<SessionId>();
const elsewhere = newId<SessionId>();

describe('a live channel', () => {
	it('counts as connected before the first connection, and then follows the socket', () => {
		const channel = open();
		expect(channel.isConnected).toBe(true);
		line.connects();
		line.say('disconnect');
		expect(channel.isConnected).toBe(false);
		line.connects();
		expect(channel.isConnected).toBe(true);
	});

	it('re-enters its sessions after each reconnect, but not those it has left', () => {
		const channel = open();
		channel.enter(here, page);
		const leave = channel.enter(elsewhere, page);
		expect(line.sent).toEqual([]); // not connected yet
		line.connects();
		expect(line.sent).toEqual([
			['enter', here, 7],
			['enter', elsewhere, 7]
		]);
		leave();
		line.sent.length = 0;
		line.connects();
		expect(line.sent).toEqual([['enter', here, 7]]);
	});

	it('tells a page that it missed something, unless it has left', () => {
		const channel = open();
		const missed: string[] = [];
		const pageOf = (name: string) => ({ asOf: () => 7, onMissed: () => void missed.push(name) });
		const enterBoth = () => {
			channel.enter(here, pageOf('here'));
			channel.enter(elsewhere, pageOf('elsewhere'))();
		};
		line.connects();
		enterBoth();
		line.answer('current');
		expect(missed).toEqual([]);
		enterBoth();
		line.answer('behind');
		expect(missed).toEqual(['here']);
	});

	it('stops once the login has ended, whether told so or refused', () => {
		const told = open();
		line.say('signedOut');
		expect(told.signedOut).toBe('ended');
		const turnedAway = open();
		line.say('connect_error', new Error('xhr poll error'));
		expect([turnedAway.signedOut, line.sent]).toEqual([undefined, []]);
		line.say('connect_error', new Error('not-signed-in'));
		expect([turnedAway.signedOut, line.sent]).toEqual(['ended', [['disconnect']]]);
	});

	it('goes on once its person has signed in again, and not while somebody else is', () => {
		const channel = open();
		let restored = 0;
		channel.onRestored(() => (restored += 1));
		channel.again(); // is not signed out
		line.say('signedOut');
		line.sent.length = 0;
		channel.again();
		line.say('connect_error', new Error('someone-else'));
		expect([channel.signedOut, restored]).toEqual(['someone-else', 0]);
		channel.again();
		line.connects();
		expect([channel.signedOut, restored]).toEqual([undefined, 1]);
		expect(line.sent).toEqual([['connect'], ['disconnect'], ['connect']]);
	});

	it.each(['too-many', 'try-later'])(
		'that is refused (%s) tries again after growing pauses, and pages then reload',
		(why) => {
			vi.useFakeTimers();
			const channel = open();
			const tries = () => line.sent.splice(0).length;
			const heard: string[] = [];
			channel.onReconnect(() => heard.push('reconnect'));
			for (const pause of [1_000, 2_000, 4_000]) {
				line.refuses(why);
				vi.advanceTimersByTime(pause - 1);
				expect([channel.isConnected, tries()]).toEqual([false, 0]);
				vi.advanceTimersByTime(1);
				expect(tries()).toBe(1);
			}
			expect(heard).toEqual([]);
			line.connects();
			expect([channel.isConnected, heard]).toEqual([true, ['reconnect']]);
			line.refuses(why);
			vi.advanceTimersByTime(1_000); // short again
			expect(tries()).toBe(1);
		}
	);

	it('stays on long polling where WebSockets are cut soon, until the network changes', () => {
		vi.useFakeTimers();
		open();
		const upgrades = () => line.socket.io.opts.upgrade;
		const cutAfter = (ms: number, reason = 'transport close') => {
			line.connects();
			vi.advanceTimersByTime(ms);
			line.say('disconnect', reason);
			return upgrades();
		};
		expect([cutAfter(1_000), cutAfter(60_000), cutAfter(1_000)]).toEqual([true, true, true]);
		expect(cutAfter(10, 'io server disconnect')).toBe(true);
		expect([cutAfter(1_000), cutAfter(1_000, 'transport error')]).toEqual([true, false]);
		window.dispatchEvent(new Event('online'));
		expect(upgrades()).toBe(true);
	});

	it('does not try again once the page has closed it', () => {
		vi.useFakeTimers();
		line.reset();
		const close = new LiveChannel(me).open();
		line.refuses('too-many');
		close();
		line.sent.length = 0;
		vi.advanceTimersByTime(120_000);
		expect(line.sent).toEqual([]);
	});

	describe('of a page that awakes', () => {
		const SILENT = 3_000; // ms
		const awakes = () => void document.dispatchEvent(new Event('resume'));
		const opened = () => {
			vi.useFakeTimers();
			const channel = open();
			const heard: string[] = [];
			channel.onReconnect(() => heard.push('reconnect'));
			line.connects();
			vi.advanceTimersByTime(1);
			return { channel, heard };
		};

		it('asks whether its line lives', () => {
			const { heard } = opened();
			awakes();
			line.answer();
			vi.advanceTimersByTime(SILENT);
			expect([line.sent, heard]).toEqual([[['here']], []]);
		});

		it('lays a silent line anew, after which pages reload', () => {
			const { heard } = opened();
			awakes();
			vi.advanceTimersByTime(SILENT);
			expect(line.sent).toEqual([['here'], ['disconnect'], ['connect']]);
			line.connects();
			expect(heard).toEqual(['reconnect']);
		});

		it('connects at once where it waits to try again, and not after a refusal', () => {
			opened();
			line.socket.connected = false;
			line.socket.io.engine.readyState = 'closed';
			awakes();
			expect(line.sent.splice(0)).toEqual([['disconnect'], ['connect']]);
			line.connects();
			vi.advanceTimersByTime(SILENT);
			line.socket.connected = line.socket.active = false;
			awakes();
			vi.advanceTimersByTime(SILENT);
			expect(line.sent).toEqual([]);
		});
	});

	it('passes on events of its own session, until the listener is removed', () => {
		const channel = open();
		const heard: unknown[] = [];
		const stop = channel.onChanged(here, (part) => heard.push(part));
		line.say('changed', elsewhere, 'agenda');
		line.say('changed', here, 'documents');
		stop();
		line.say('changed', here, 'agenda');
		expect(heard).toEqual(['documents']);
	});

	it('distinguishes the whole attendance from a change', () => {
		const channel = open();
		const heard: unknown[] = [];
		const stop = channel.onAttendance(here, (people, isAll) => heard.push([people, isAll]));
		line.say('attendance', here, ['all']);
		line.say('attendanceChanged', here, ['one']);
		line.say('attendanceChanged', elsewhere, ['other']);
		stop();
		line.say('attendance', here, []);
		expect(heard).toEqual([
			[['all'], true],
			[['one'], false]
		]);
	});

	it('reports versions by document, and reconnects', () => {
		const channel = open();
		const [document, other] = [newId<DocumentId>(), newId<DocumentId>()];
		const heard: string[] = [];
		channel.onVersions(document, () => heard.push('versions'));
		const stop = channel.onReconnect(() => heard.push('reconnect'));
		line.say('versions', other);
		line.say('versions', document);
		line.reconnect();
		stop();
		line.reconnect();
		expect(heard).toEqual(['versions', 'reconnect']);
	});
});
