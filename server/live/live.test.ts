import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import type { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import type { Entry } from '#shared/protocol/live.ts';
import type { RecordsView } from '#shared/board/records-view.ts';
import { someAction } from '../../tests/support/some-action.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import { DEFAULT_LIVE_LIMITS, type LiveLimits } from './limits.ts';
import { Live } from './live.ts';
import type { LiveVisitor } from './sockets.ts';

const july = newId<SessionId>();
const august = newId<SessionId>();
const notes = newId<DocumentId>();
const plans = newId<DocumentId>();

/** A person; the name is their cookie. */
const personOf = (name: string): LiveVisitor => ({
	...{ person: newId<PersonId>(), login: `of ${name}`, name, organisation: 'US-DOJ' },
	colour: 'slate'
});

let http: Server;
let live: Live;
let people: Map<string, LiveVisitor>;
/** The documents that anybody may read, by session. */
let readable: Map<SessionId, DocumentId[]>;
/** Each question for what somebody may read. */
let asked: SessionId[];
/** The records of documents. */
let records: Map<DocumentId, RecordsView>;
/** To whom records were shown, and of which documents. */
let shown: string[];
/** Awaited by each look-up of records. */
let lookedUp: Promise<void>;
/** When the logins end. */
let ends: number;
/** Awaited by every look-up of a person, and of what they may read. */
let held: Promise<void>;
let visits: number;
const sockets: Socket[] = [];

async function open(limits: Partial<LiveLimits> = {}): Promise<void> {
	live = new Live({
		limits: { ...DEFAULT_LIVE_LIMITS, ...limits },
		allowOrigin: () => true,
		visitor: async (cookie) => {
			visits += 1;
			const visitor = people.get(cookie);
			await held;
			return visitor;
		},
		until: async () => ends,
		readable: async (_person, session) => {
			asked.push(session);
			const documents = readable.get(session);
			await held;
			return documents;
		},
		records: async (document) => {
			await lookedUp;
			return records.get(document);
		},
		onRecords: async (person, documents) => void shown.push([person, ...documents].join(' ')),
		run: async () => undefined,
		attendance: async () => [],
		onPresence: () => undefined,
		unawaited: (work) => void work
	});
	live.attach(http);
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
}

beforeEach(() => {
	people = new Map(['Anna', 'Boris'].map((name) => [name, personOf(name)]));
	readable = new Map([
		[july, [notes]],
		[august, [plans]]
	]);
	records = new Map();
	shown = [];
	lookedUp = Promise.resolve();
	[asked, ends, held, visits] = [[], Infinity, Promise.resolve(), 0];
	http = createServer();
});
afterEach(() => {
	for (const socket of sockets.splice(0)) socket.disconnect();
	live.close();
	http.close();
});

function dial(cookie: string, auth = {}): Socket {
	const { port } = http.address() as AddressInfo;
	const how = { path: '/live', transports: ['websocket'], forceNew: true, reconnection: false };
	const socket = io(`http://127.0.0.1:${port}`, { ...how, auth, extraHeaders: { cookie } });
	sockets.push(socket);
	return socket;
}

async function connected(cookie: string): Promise<Socket> {
	const socket = dial(cookie);
	await new Promise<void>((resolve, reject) => {
		socket.on('connect', resolve);
		socket.on('connect_error', reject);
	});
	return socket;
}

/** As a page that was read just now. */
const enter = (socket: Socket, session: SessionId, asOf = Date.now() + 1) =>
	socket.emitWithAck('enter', session, asOf) as Promise<Entry>;

const heard = (socket: Socket, event: string) =>
	new Promise<unknown[]>((resolve) => socket.once(event, (...said: unknown[]) => resolve(said)));

/** What a socket hears of documents until a notification, which is sent last. */
async function hearsOf(socket: Socket, visitor: string, tell: () => void): Promise<unknown[]> {
	const versions: unknown[] = [];
	socket.on('versions', (document) => versions.push(document));
	const last = heard(socket, 'notification');
	tell();
	live.notify(people.get(visitor)?.person ?? newId<PersonId>(), {} as NotificationView);
	await last;
	return versions;
}

const tellOfBoth = () => [notes, plans].forEach((document) => live.versions(document));

describe('who may no longer listen', () => {
	it('hears nothing of the documents of a session that they left', async () => {
		await open();
		const anna = await connected('Anna');
		expect(await enter(anna, july)).toBe('current');
		anna.emit('leave', july);
		expect(await enter(anna, august)).toBe('current');
		expect(await hearsOf(anna, 'Anna', tellOfBoth)).toEqual([plans]);
	});

	it('hears nothing after a removal that overtook their entering', async () => {
		await open();
		const anna = await connected('Anna');
		const { promise, resolve } = Promise.withResolvers<void>();
		held = promise;
		const entered = enter(anna, july);
		while (asked.length === 0) await new Promise(setImmediate);
		readable.delete(july);
		const reviewed = live.review(july);
		resolve();
		await reviewed;
		expect(await entered).toBe('refused');
		expect(await hearsOf(anna, 'Anna', tellOfBoth)).toEqual([]);
	});

	it('keeps the other session when removed from one, in each tab', async () => {
		await open();
		const tabs = [await connected('Anna'), await connected('Anna')];
		for (const tab of tabs) {
			await enter(tab, july);
			await enter(tab, august);
		}
		readable.delete(july);
		const removed = Promise.all(tabs.map((tab) => heard(tab, 'removed')));
		await live.review(july);
		expect(await removed).toEqual([[july], [july]]);
		for (const tab of tabs) expect(await hearsOf(tab, 'Anna', tellOfBoth)).toEqual([plans]);
	});

	it('is asked for once for all their tabs when rights change', async () => {
		await open();
		for (let tabs = 0; tabs < 5; tabs++) await enter(await connected('Anna'), july);
		asked = [];
		await live.review(july);
		expect(asked).toEqual([july]);
	});

	it('is disconnected within a second of the end of their login, and spared when it was renewed', async () => {
		await open();
		ends = Date.now() + 100; // known of each socket from now on
		const [anna, boris] = [await connected('Anna'), await connected('Boris')];
		const out = Promise.all([anna, boris].map((socket) => heard(socket, 'signedOut')));
		ends = Date.now() + 1_500; // renewed by use
		await enter(anna, july);
		await out;
		expect(Date.now()).toBeGreaterThanOrEqual(ends);
		await expect.poll(() => anna.connected || boris.connected).toBe(false);
	});

	it('enters nothing more when their login was ended', async () => {
		await open();
		const anna = await connected('Anna');
		const out = heard(anna, 'signedOut');
		ends = 0;
		anna.emit('enter', july, 0, () => undefined);
		await out;
		expect(asked).toEqual([]);
	});

	it('is not let in for the page of another person', async () => {
		await open();
		const [anna, boris] = ['Anna', 'Boris'].map((name) => people.get(name)?.person);
		const refused = heard(dial('Anna', { as: boris }), 'connect_error');
		const [error] = (await refused) as [Error];
		expect(error.message).toBe('someone-else');
		await heard(dial('Anna', { as: anna }), 'connect');
	});

	it('is not let in when they sign out while they are looked up', async () => {
		await open();
		const { promise, resolve } = Promise.withResolvers<void>();
		held = promise;
		const anna = dial('Anna');
		const refused = heard(anna, 'connect_error');
		while (visits === 0) await new Promise(setImmediate);
		people.delete('Anna');
		live.signOut(({ login }) => login === 'of Anna');
		resolve();
		const [error] = (await refused) as [Error];
		expect(error.message).toBe('not-signed-in');
	});
});

describe('a page that asks whether its line lives', () => {
	it('is answered, and a question without an answer is none', async () => {
		await open();
		const anna = await connected('Anna');
		anna.emit('here');
		anna.emit('here', 'a word');
		await anna.emitWithAck('here');
	});
});

describe('a page that enters', () => {
	const later = 5; // ms
	it('hears whether something was told that it may know, after it was read', async () => {
		await open();
		const anna = await connected('Anna');
		const read = Date.now() + later;
		await expect.poll(() => Date.now()).toBeGreaterThan(read);
		expect(await enter(anna, july, read)).toBe('current');
		live.numbers(july, notes, {});
		expect(await enter(anna, july, read)).toBe('behind');
		expect(await enter(anna, august, read)).toBe('current');
		expect(await enter(anna, july)).toBe('current');
		live.changed(august, 'agenda');
		expect(await enter(anna, august, read)).toBe('behind');
	});

	it('hears nothing of documents that it may not read, and is behind when nobody knows', async () => {
		await open();
		const anna = await connected('Anna');
		const read = Date.now() + later;
		await expect.poll(() => Date.now()).toBeGreaterThan(read);
		live.numbers(july, plans, {});
		expect(await enter(anna, july, read)).toBe('current');
		for (const old of [0, NaN, Infinity, 'now'])
			expect(await enter(anna, july, old as number)).toBe('behind');
	});
});

describe('nobody can hold the channel', () => {
	it('with thousands of entries: few are looked up, and the socket is closed', async () => {
		await open();
		const [anna, boris] = [await connected('Anna'), await connected('Boris')];
		const gone = heard(anna, 'disconnect');
		for (let times = 0; times < 20_000; times++) anna.emit('enter', july, 0, () => undefined);
		await gone;
		expect(await enter(boris, july)).toBe('current');
		expect(asked.length).toBeLessThan(50);
		const [reason] = [...live.refusals.keys()];
		expect(reason).toBe('too-many-messages');
	});

	it('with entries while one is looked up: they share an answer', async () => {
		await open();
		const anna = await connected('Anna');
		const { promise, resolve } = Promise.withResolvers<void>();
		held = promise;
		const answers = Promise.all(Array.from({ length: 20 }, () => enter(anna, july)));
		expect(await enter(anna, 'nonsense' as SessionId)).toBe('refused'); // answered at once, so that all have come
		resolve();
		expect(new Set(await answers)).toEqual(new Set(['current']));
		expect(asked.length).toBeLessThanOrEqual(2);
	});

	it('with many sessions at once', async () => {
		await open({ sessionsPerSocket: 1 });
		const anna = await connected('Anna');
		expect(await enter(anna, july)).toBe('current');
		expect(await enter(anna, august)).toBe('refused');
		anna.emit('leave', july);
		expect(await enter(anna, august)).toBe('current');
		expect(live.refusals.get('too-many-sessions')).toBe(1);
	});

	it('with many sockets: those above the limit are refused, others’ are not', async () => {
		await open({ socketsPerPerson: 2 });
		const [first] = [await connected('Anna'), await connected('Anna')];
		await expect(connected('Anna')).rejects.toThrow('too-many');
		expect((await connected('Boris')).connected).toBe(true);
		expect(live.refusals.get('too-many-sockets')).toBe(1);
		first.disconnect();
		await expect
			.poll(() => connected('Anna').then(({ connected }) => connected, String))
			.toBe(true);
	});

	it('with many visits over one connection', async () => {
		await open();
		const { promise, resolve } = Promise.withResolvers<void>();
		held = promise;
		const anna = dial('Anna');
		while (visits === 0) await new Promise(setImmediate);
		const closed = new Promise((gone) => anna.io.engine.once('close', gone));
		for (let times = 0; times < 50; times++) anna.io.engine.write('0'); // asks to be let in
		await closed;
		resolve();
		expect(visits).toBe(1);
	});
});

describe('the records of a document', () => {
	const first = { actions: [someAction('share the list')], decisions: [] };

	it('are told to who enters, of what they may read, and then what changes', async () => {
		await open();
		records.set(notes, first).set(plans, first);
		const anna = await connected('Anna');
		const whole = heard(anna, 'records');
		await enter(anna, july);
		expect(await whole).toEqual([july, [[notes, first]]]);
		await vi.waitFor(() => expect(shown).toEqual([`${people.get('Anna')?.person} ${notes}`]));
		const change = heard(anna, 'recordsChanged');
		const second = { actions: [...first.actions, someAction('draft the note')], decisions: [] };
		live.records(july, notes, second);
		expect(await change).toEqual([
			...[july, notes],
			{ actions: second.actions.slice(1), decisions: [], gone: [] }
		]);
	});

	it('are not told to somebody who lost the document while they were looked up', async () => {
		await open();
		records.set(notes, first);
		const anna = await connected('Anna');
		const told: unknown[] = [];
		anna.on('records', (...said) => told.push(said));
		const { promise, resolve } = Promise.withResolvers<void>();
		lookedUp = promise;
		await enter(anna, july);
		readable.set(july, [plans]);
		await live.review(july);
		resolve();
		await hearsOf(anna, 'Anna', () => undefined);
		expect(told).toEqual([]);
	});

	it('wait once, and not again and again, for somebody who comes and goes and reads nothing', async () => {
		await open();
		const long = Array.from({ length: 3_000 }, () => someAction('x'.repeat(4_000)));
		records.set(notes, { actions: long, decisions: [] });
		const anna = await connected('Anna');
		let told = 0;
		anna.on('records', () => (told += 1));
		const { ws } = anna.io.engine.transport as unknown as { ws: WebSocket };
		ws.pause();
		for (let times = 0; times < 20; times++) {
			anna.emit('enter', july, 0, () => undefined);
			await expect.poll(() => asked.length).toBe(times + 1);
			anna.emit('leave', july);
		}
		ws.resume();
		await enter(anna, july);
		await hearsOf(anna, 'Anna', () => undefined);
		expect(told).toBeGreaterThan(0);
		expect(told).toBeLessThan(4);
	});

	it('are told of a document that somebody may read from now on', async () => {
		await open();
		records.set(notes, first);
		readable.set(july, []);
		const anna = await connected('Anna');
		await enter(anna, july);
		const told = heard(anna, 'records');
		readable.set(july, [notes]);
		await live.review(july);
		expect(await told).toEqual([july, [[notes, first]]]);
	});
});
