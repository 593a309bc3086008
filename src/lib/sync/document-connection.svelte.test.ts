import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { FakeServer, FakeSocket } from '../../../tests/support/fake-socket.ts';
import { DocumentConnection } from './document-connection.svelte.ts';

const PATIENCE = 5_000; // ms
const BACKOFF = 400; // ms; the first reconnect is sooner

const me = newId<PersonId>();
const session = newId<SessionId>();
let server: FakeServer;
let connection: DocumentConnection;

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('WebSocket', FakeSocket);
	FakeSocket.opened.length = 0;
	server = new FakeServer();
	connection = new DocumentConnection({
		...{ session, id: newId<DocumentId>(), person: me },
		onHeld: () => undefined,
		Socket: WebSocket,
		outbox: Promise.resolve(undefined)
	});
	vi.advanceTimersByTime(0); // y-websocket connects in a task of its own
});
afterEach(() => {
	connection.close();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const type = (words: string) => connection.doc.getText('text').insert(0, words);
const words = () => server.doc.getText('text').toJSON();
/** The network is back: the client reconnects on its own. */
const comeBack = () => {
	const before = FakeSocket.opened.length;
	vi.advanceTimersByTime(BACKOFF);
	expect(FakeSocket.opened).toHaveLength(before + 1);
	server.open();
};

describe('an opened document', () => {
	it('asks for its own address, which names its session and whose words it sends', () => {
		expect(FakeSocket.opened.map(({ url }) => url)).toEqual([
			expect.stringMatching(
				new RegExp(`^ws://[^/]+/sync/2/${session}/${connection.id}\\?as=${me}$`)
			)
		]);
	});

	it('that is not reached says so after a while, and opens when it is', () => {
		vi.advanceTimersByTime(9_000);
		expect(connection.state).toEqual({ kind: 'opening' });
		vi.advanceTimersByTime(1_000);
		expect(connection.state).toEqual({ kind: 'unreached' });
		server.open();
		expect(connection.state).toEqual({ kind: 'saved' });
		connection.cannotShow();
		expect(connection.state).toEqual({ kind: 'unshown' });
	});

	it('is "opening" until the document has arrived, and never "saved" before', () => {
		expect(connection.state).toEqual({ kind: 'opening' });
		server.accept();
		expect(connection.state).toEqual({ kind: 'opening' });
		expect(connection.isOpen).toBe(false);
		server.take();
		expect(connection.isOpen).toBe(true);
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it('is "saved" while nothing was typed here, whatever others type', () => {
		server.open();
		server.doc.getText('text').insert(0, 'theirs');
		expect(server.questions).toBe(0);
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it('keeps what is typed before it has arrived, and sends a barrier once it has', () => {
		type('early');
		expect(connection.state).toEqual({ kind: 'opening' });
		server.open();
		expect(connection.state).toEqual({ kind: 'saving' });
		server.acknowledge();
		expect(connection.state).toEqual({ kind: 'saved' });
		expect(words()).toBe('early');
	});
});

describe('typed text', () => {
	beforeEach(() => server.open());

	it('is "saving" until the server says that it is on disk', () => {
		type('word');
		expect(connection.state).toEqual({ kind: 'saving' });
		expect(server.questions).toBe(1);
		expect(words()).toBe('word'); // it has arrived; that is not enough
		expect(connection.state).toEqual({ kind: 'saving' });
		server.acknowledge();
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it('has one barrier under way at a time; later text is covered by the next one', () => {
		type('one');
		type('two');
		type('three');
		expect(server.questions).toBe(1);
		server.acknowledge(); // only the first
		expect(connection.state).toEqual({ kind: 'saving' });
		expect(server.questions).toBe(1);
		server.acknowledge();
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it('is "not on the server yet" if there is no answer for a while, and the barrier is sent again', () => {
		type('word');
		vi.advanceTimersByTime(PATIENCE - 1);
		expect(connection.state).toEqual({ kind: 'saving' });
		vi.advanceTimersByTime(1);
		expect(connection.state).toEqual({ kind: 'waiting', changes: 1 });
		expect(server.questions).toBe(2);
		server.acknowledge();
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it('updates effects: a page shows each state', () => {
		const shown: string[] = [];
		const end = $effect.root(() => {
			$effect(() => void shown.push(connection.state.kind));
		});
		flushSync();
		type('word');
		flushSync();
		server.acknowledge();
		flushSync();
		server.end();
		flushSync();
		expect(shown).toEqual(['saved', 'saving', 'saved', 'offline']);
		end();
	});
});

describe('a lost connection', () => {
	beforeEach(() => server.open());

	it('is "offline", with nothing to lose if all was saved', () => {
		server.end();
		expect(connection.state).toEqual({ kind: 'offline', changes: 0, outlives: false });
	});

	it('counts what only this browser holds, sent or not', () => {
		type('sent');
		server.take();
		server.end();
		type('typed offline');
		expect(connection.state).toEqual({ kind: 'offline', changes: 2, outlives: false });
	});

	it('is not "saved" by reconnecting, but by the answer that follows', () => {
		server.end();
		type('typed offline');
		comeBack();
		expect(connection.state).toEqual({ kind: 'saving' });
		expect(server.questions).toBe(1);
		expect(words()).toBe('typed offline');
		server.acknowledge();
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it('is unsaved until what was removed offline has arrived, too', () => {
		type('word');
		server.acknowledge();
		server.end();
		connection.doc.getText('text').delete(0, 4);
		vi.advanceTimersByTime(BACKOFF);
		server.accept();
		type('new');
		for (let frame = 0; frame < 4; frame++) server.takeOne(); // step 1, presence, and what was typed since
		while (server.acknowledgeOne());
		expect(words() === 'new' || connection.hasUnsaved).toBe(true);
		server.acknowledge();
		expect([words(), connection.state.kind]).toEqual(['new', 'saved']);
	});

	it('repeats the barrier of the lost connection', () => {
		type('word');
		expect(server.questions).toBe(1);
		server.end();
		comeBack();
		expect(server.questions).toBe(1);
		server.acknowledge();
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it.each([CLOSE.goingAway, CLOSE.tryLater, CLOSE.accessChanged, CLOSE.damaged])(
		'with %i is followed by a reconnect',
		(code) => {
			server.end(code);
			expect(connection.state).toEqual({ kind: 'offline', changes: 0, outlives: false });
			comeBack();
			expect(connection.state).toEqual({ kind: 'saved' });
		}
	);
});

describe('a page that awakes', () => {
	const SILENT = 3_000; // ms
	const awakes = () => void document.dispatchEvent(new Event('resume'));
	beforeEach(() => server.open());

	it.each([
		['is shown again', () => document.dispatchEvent(new Event('visibilitychange'))],
		['is thawed', awakes],
		['comes out of the cache', () => window.dispatchEvent(restored())],
		['is on the network again', () => window.dispatchEvent(new Event('online'))]
	])('asks whether the line lives: it %s', (_, happens) => {
		happens();
		server.take();
		vi.advanceTimersByTime(SILENT);
		expect(FakeSocket.opened).toHaveLength(1);
		happens();
		vi.advanceTimersByTime(SILENT); // nobody answers
		expect(FakeSocket.opened).toHaveLength(2);
	});

	it('lays a silent line anew, over which comes what was typed meanwhile', () => {
		type('lost');
		FakeSocket.opened[0]?.sent.splice(0);
		vi.advanceTimersByTime(2_000); // y-websocket looks at the clock on the wall
		awakes();
		awakes(); // asks once
		vi.advanceTimersByTime(SILENT);
		expect(connection.state).toEqual({ kind: 'offline', changes: 1, outlives: false });
		server.open();
		server.acknowledge();
		expect([words(), connection.state.kind]).toEqual(['lost', 'saved']);
		vi.advanceTimersByTime(SILENT);
		expect(FakeSocket.opened).toHaveLength(2);
	});

	it('does not wait to try again', () => {
		for (let time = 0; time < 5; time++) {
			server.end();
			vi.advanceTimersByTime(2_500);
		}
		server.end();
		const { length } = FakeSocket.opened;
		awakes();
		expect(FakeSocket.opened).toHaveLength(length + 1);
	});

	it('leaves a document alone that has ended', () => {
		server.end(CLOSE.tooLarge);
		awakes();
		vi.advanceTimersByTime(SILENT);
		expect(FakeSocket.opened).toHaveLength(1);
	});

	const restored = () => Object.assign(new Event('pageshow'), { persisted: true });
});

describe('a document whose stored bytes are damaged', () => {
	it('is told of until the server has it again', () => {
		server.end(CLOSE.damaged);
		expect([connection.isDamaged, connection.isOpen]).toEqual([true, false]);
		expect(connection.state).toEqual({ kind: 'damaged' });
		comeBack();
		expect([connection.isDamaged, connection.isOpen]).toEqual([false, true]);
		expect(connection.state).toEqual({ kind: 'saved' });
	});
});

describe('a server that cannot store', () => {
	beforeEach(() => server.open());

	it('is shown while changes wait for it, and not otherwise', () => {
		server.storage(false);
		expect(connection.state).toEqual({ kind: 'saved' });
		type('word');
		expect(connection.state).toEqual({ kind: 'unstored', changes: 1 });
		server.storage(true);
		expect(connection.state).toEqual({ kind: 'saving' });
		server.acknowledge();
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it('is forgotten on reconnect: the server says so again', () => {
		type('word');
		server.storage(false);
		server.end();
		comeBack();
		expect(connection.state).toEqual({ kind: 'saving' });
	});
});

describe('a document that has ended', () => {
	beforeEach(() => server.open());

	it.each([
		[CLOSE.signedOut, 'signed-out'],
		[CLOSE.notFound, 'removed'],
		[CLOSE.tooLarge, 'too-large'],
		[CLOSE.readOnly, 'refused'],
		[CLOSE.protocol, 'refused']
	])('with %i is %s, says what is lost, and does not reconnect', (code, reason) => {
		type('word');
		server.end(code);
		expect(connection.state).toEqual({ kind: 'ended', reason, changes: 1 });
		vi.advanceTimersByTime(60_000);
		expect(FakeSocket.opened).toHaveLength(1);
		expect(connection.doc.getText('text').toJSON()).toBe('word'); // can still be copied
	});

	it('by closing it sends no more barriers and never reconnects', () => {
		type('word');
		connection.close();
		const { length } = FakeSocket.opened;
		window.dispatchEvent(new Event('online'));
		vi.advanceTimersByTime(60_000);
		expect(FakeSocket.opened).toHaveLength(length);
	});
});

describe('the list of people typing', () => {
	beforeEach(() => server.open());

	it('drops a person a moment after the last keystroke', () => {
		connection.typing('item 3');
		expect(connection.awareness.getLocalState()?.['typing']).toBe('item 3');
		vi.advanceTimersByTime(3_000);
		expect(connection.awareness.getLocalState()?.['typing']).toBeNull();
	});

	it('has others only, and only those who say who they are', () => {
		connection.awareness.setLocalState({ user: { name: 'me' }, typing: 'item 1' });
		server.present(
			{ user: { name: 'Anna' }, typing: 'item 3' },
			{ user: { name: 7 }, typing: 'item 3' },
			{ user: { name: 'Olga' }, typing: null }
		);
		expect(connection.typists).toEqual([{ name: 'Anna', place: 'item 3' }]);
	});
});
