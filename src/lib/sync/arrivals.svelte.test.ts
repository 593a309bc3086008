import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import { FakeServer, FakeSocket } from '../../../tests/support/fake-socket.ts';
import { DocumentConnection } from './document-connection.svelte.ts';

const PAUSE = 40; // ms

let server: FakeServer;
let connection: DocumentConnection;
let heard: number;

beforeEach(async () => {
	vi.useFakeTimers();
	vi.stubGlobal('WebSocket', FakeSocket);
	FakeSocket.opened.length = 0;
	server = new FakeServer();
	connection = new DocumentConnection({
		session: newId<SessionId>(),
		id: newId<DocumentId>(),
		person: newId<PersonId>(),
		onHeld: () => undefined,
		Socket: WebSocket,
		outbox: Promise.resolve(undefined)
	});
	await Promise.resolve(); // it is known that there is no outbox
	vi.advanceTimersByTime(0); // y-websocket connects in a task of its own
	server.open();
	vi.advanceTimersByTime(PAUSE);
	heard = 0;
	connection.doc.getText('text').observe(() => (heard += 1));
});
afterEach(() => {
	connection.close();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const words = () => connection.doc.getText('text').toJSON();

describe('what others type', () => {
	it('is taken at once after a pause, and what follows together', () => {
		server.type('a');
		expect(words()).toBe('a');
		for (const letter of 'bcde') server.type(letter);
		expect(words()).toBe('a');
		vi.advanceTimersByTime(PAUSE);
		expect(words()).toBe('abcde');
		expect(heard).toBe(2);
		vi.advanceTimersByTime(PAUSE);
		server.type('f');
		expect(words()).toBe('abcdef');
	});

	it('is in the document before a caret that stands behind it', () => {
		const seen: string[] = [];
		connection.awareness.on('change', () => seen.push(words()));
		server.type('a');
		server.type('b');
		server.present({ user: { name: 'Olga' } });
		expect(seen).toEqual([]);
		vi.advanceTimersByTime(PAUSE);
		expect(seen).toEqual(['ab']);
	});

	it('is taken before the document is asked for what the server lacks', () => {
		server.type('a');
		server.type('b');
		server.ask();
		expect(words()).toBe('ab');
	});

	it('is no change of one’s own', () => {
		server.type('a');
		server.type('b');
		vi.advanceTimersByTime(PAUSE);
		expect(server.questions).toBe(0);
		expect(connection.state).toEqual({ kind: 'saved' });
	});

	it('is not taken any more once the document is closed', () => {
		server.type('a');
		server.type('b');
		connection.close();
		vi.advanceTimersByTime(PAUSE);
		expect(words()).toBe('a');
	});
});
