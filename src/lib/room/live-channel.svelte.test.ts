import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId, type DocumentId, type SessionId } from '#shared/ids.ts';
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
	const say = (name: string, ...said: unknown[]) =>
		listeners.get(name)?.forEach((listener) => listener(...said));
	const socket = {
		connected: false,
		/** True while socket.io reconnects by itself. */
		active: true,
		...on(listeners),
		io: on(managers),
		emit: (...said: unknown[]) => void sent.push(said.filter((one) => typeof one !== 'function')),
		connect: () => void sent.push(['connect']),
		disconnect: () => void sent.push(['disconnect'])
	};
	return {
		socket,
		sent,
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
		}
	};
});
vi.mock('socket.io-client', () => ({ io: () => line.socket }));

afterEach(() => void vi.useRealTimers());

function open(): LiveChannel {
	line.reset();
	const channel = new LiveChannel();
	channel.open();
	line.sent.length = 0;
	return channel;
}

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
		channel.enter(here);
		const leave = channel.enter(elsewhere);
		expect(line.sent).toEqual([]); // not connected yet
		line.connects();
		expect(line.sent).toEqual([
			['enter', here],
			['enter', elsewhere]
		]);
		leave();
		line.sent.length = 0;
		line.connects();
		expect(line.sent).toEqual([['enter', here]]);
	});

	it('stops once the login has ended, whether told so or refused', () => {
		const told = open();
		line.say('signedOut');
		expect(told.isSignedOut).toBe(true);
		const turnedAway = open();
		line.say('connect_error', new Error('xhr poll error'));
		expect([turnedAway.isSignedOut, line.sent]).toEqual([false, []]);
		line.say('connect_error', new Error('not-signed-in'));
		expect([turnedAway.isSignedOut, line.sent]).toEqual([true, [['disconnect']]]);
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

	it('does not try again once the page has closed it', () => {
		vi.useFakeTimers();
		line.reset();
		const close = new LiveChannel().open();
		line.refuses('too-many');
		close();
		line.sent.length = 0;
		vi.advanceTimersByTime(120_000);
		expect(line.sent).toEqual([]);
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
