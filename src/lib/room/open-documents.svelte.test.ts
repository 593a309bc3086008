import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import { FakeServer, FakeSocket } from '../../../tests/support/fake-socket.ts';
import { OpenDocuments } from './open-documents.svelte.ts';

const LINGERS = 1_500; // ms, as there
const [board, annex, other] = [newId<DocumentId>(), newId<DocumentId>(), newId<DocumentId>()];
let documents: OpenDocuments;

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('WebSocket', FakeSocket);
	FakeSocket.opened.length = 0;
	const socket = { Socket: WebSocket };
	documents = new OpenDocuments(newId<PersonId>(), Promise.resolve(undefined), socket);
	documents.follow(newId<SessionId>(), [board, annex, other]);
});
afterEach(() => {
	documents.close();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** Holds a document; its server has sent it. */
async function opened(id: DocumentId) {
	const release = documents.hold(id);
	await vi.advanceTimersByTimeAsync(0); // y-websocket connects in a task of its own
	const server = new FakeServer();
	server.open();
	await vi.waitFor(() => expect(documents.isOpen(id)).toBe(true));
	return { release, server };
}

const type = (id: DocumentId) =>
	documents.connection(id)?.doc.getText('text').insert(0, 'share the list');

it('are those that a part of the page holds, however many parts', async () => {
	const releases = [documents.hold(board), documents.hold(annex), documents.hold(annex)];
	expect(documents.all.map(([id]) => id)).toEqual([board, annex]);
	for (const release of releases.slice(0, 2)) release();
	await vi.advanceTimersByTimeAsync(2 * LINGERS);
	expect(documents.all.map(([id]) => id)).toEqual([annex]);
});

it('stay open for a moment, so that coming back costs nothing', async () => {
	const { release } = await opened(annex);
	release();
	await vi.advanceTimersByTimeAsync(LINGERS / 2);
	documents.hold(annex);
	await vi.advanceTimersByTimeAsync(2 * LINGERS);
	expect(documents.isOpen(annex)).toBe(true);
	expect(FakeSocket.opened).toHaveLength(1);
});

it('stay open until what was typed is saved', async () => {
	const { release, server } = await opened(annex);
	type(annex);
	release();
	await vi.advanceTimersByTimeAsync(3 * LINGERS);
	expect(documents.isOpen(annex)).toBe(true);
	server.acknowledge();
	await vi.advanceTimersByTimeAsync(2 * LINGERS);
	expect(documents.connection(annex)).toBeUndefined();
	expect(server.doc.getText('text').toJSON()).toBe('share the list');
});

it('are closed at once when the reader may no longer have them', async () => {
	await opened(annex);
	documents.follow(newId<SessionId>(), [board, other]);
	expect(documents.connection(annex)).toBeUndefined();
});

it('are opened when the reader may have them later', () => {
	const late = newId<DocumentId>();
	documents.hold(late);
	expect(documents.connection(late)).toBeUndefined();
	documents.follow(newId<SessionId>(), [board, late]);
	expect(documents.connection(late)).toBeDefined();
});

it('are all of them while something looks through the session', async () => {
	const release = documents.holdAll();
	expect(documents.all.map(([id]) => id)).toEqual([board, annex, other]);
	expect(documents.unopened).toBe(3);
	release();
	await vi.advanceTimersByTimeAsync(2 * LINGERS);
	expect(documents.all).toEqual([]);
});
