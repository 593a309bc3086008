import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { newId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { MemoryStore } from '../../tests/support/memory-store.ts';
import { clientFrame, rawLine } from '../../tests/support/raw-line.ts';
import { readDocument } from '../../tests/support/server-edit.ts';
import type { Principal } from '../sync/connection.ts';
import { folding } from '../sync/fold.ts';
import { DEFAULT_LIMITS } from '../sync/limits.ts';
import { updateFrame } from '../sync/messages.ts';
import { Rooms } from '../sync/rooms.ts';
import { serveDocuments } from './upgrade.ts';
import { SCHEMA } from '#shared/text/roots.ts';

const notes = newId<DocumentId>();
const path = `/sync/${SCHEMA}/${notes}`;
const MEGABYTE = 1024 * 1024;
const MUCH = clientFrame(new Uint8Array(4 * MEGABYTE));
const anna: Principal = { person: newId<PersonId>(), login: 'of Anna', user: { name: 'Anna' } };

let http: Server;
let rooms: Rooms;
let address: string;
let stop: () => void;
/** Who opens the next socket, once that is looked up. */
let lookUp: () => Promise<Principal | undefined>;
let refused: string[];

beforeEach(async () => {
	const store = new MemoryStore();
	store.create(notes);
	rooms = new Rooms({
		...{ store, folding, limits: DEFAULT_LIMITS, onTrouble: () => undefined },
		authorize: async () => ({ access: 'write', until: Infinity })
	});
	lookUp = async () => undefined;
	refused = [];
	http = createServer((_request, response) => response.end('ok'));
	stop = serveDocuments(http, {
		...{ rooms, maxFrameBytes: 8 * MEGABYTE, maxUnknown: 3 },
		principal: () => lookUp(),
		allowOrigin: () => true,
		leave: () => false,
		onRefused: (status) => refused.push(status)
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
	stop();
	await rooms.close();
	http.closeAllConnections();
	http.close();
});

/** The server's end of the next connection. */
async function nextConnection(): Promise<Socket> {
	const [socket] = (await once(http, 'connection')) as [Socket];
	return socket;
}

/** Other visitors are served meanwhile, so that the server has had every opportunity to read. */
async function othersVisit(): Promise<void> {
	for (let visits = 0; visits < 50; visits++) await (await fetch(address)).text();
}

describe('a stranger on a document’s socket', () => {
	it('is not read before it is known who they are', async () => {
		const known = Promise.withResolvers<Principal | undefined>();
		lookUp = () => known.promise;
		const [theirs, line] = await Promise.all([nextConnection(), rawLine(address, path)]);
		for (let frames = 0; frames < 8; frames++) line.write(MUCH);
		await othersVisit();
		expect(theirs.bytesRead).toBeLessThan(MEGABYTE);
		known.resolve(undefined);
		line.destroy();
	});

	it('is told to sign in again, and cut off soon, although they never stop sending', async () => {
		const [theirs, line] = await Promise.all([nextConnection(), rawLine(address, path)]);
		line.resume();
		const flood = () => line.write(MUCH, (error) => !error && flood());
		flood();
		await once(theirs, 'close');
		expect(rooms.tally.closes.get(`${CLOSE.signedOut} sign in again`)).toBe(1);
		line.destroy();
	}, 5_000);

	it('is cut off at once after many small frames', async () => {
		const [theirs, line] = await Promise.all([nextConnection(), rawLine(address, path)]);
		line.resume();
		line.write(
			Buffer.concat(Array.from({ length: 100_000 }, () => clientFrame(new Uint8Array(1))))
		);
		await once(theirs, 'close');
		expect(theirs.bytesRead).toBeLessThan(MEGABYTE / 2);
		const counted = [...rooms.tally.closes].filter(([key]) => key.endsWith('went on sending'));
		expect(counted).toEqual([['4401 a stranger who went on sending', 1]]);
		line.destroy();
	}, 5_000);

	it('learns from the close code that they are signed out', async () => {
		const socket = new WebSocket(address.replace('http', 'ws') + path);
		socket.on('open', () => socket.send(updateFrame(new Uint8Array([0, 0]))));
		const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
		expect([code, reason.toString()]).toEqual([CLOSE.signedOut, 'sign in again']);
	});

	it('cannot wait in numbers: those above the limit are refused, and counted', async () => {
		const known = Promise.withResolvers<Principal | undefined>();
		lookUp = () => known.promise;
		const lines = await Promise.all([1, 2, 3, 4].map(() => rawLine(address, path)));
		await othersVisit();
		expect(refused).toEqual(['429 Too Many Requests']);
		known.resolve(undefined);
		for (const line of lines) line.destroy();
	});
});

describe('somebody known', () => {
	it('may send a large change right after opening, while they are still looked up', async () => {
		const known = Promise.withResolvers<Principal | undefined>();
		lookUp = () => known.promise;
		const doc = new Y.Doc();
		doc.getText('text').insert(0, 'x'.repeat(3 * MEGABYTE));
		const line = await rawLine(address, path);
		line.resume();
		line.write(clientFrame(updateFrame(Y.encodeStateAsUpdate(doc))));
		await othersVisit();
		const taken = new Promise<void>((resolve) => rooms.onChange(() => resolve()));
		known.resolve(anna);
		await taken;
		expect(await readDocument(rooms, notes, (kept) => kept.getText('text').length)).toBe(
			3 * MEGABYTE
		);
		line.destroy();
	});

	it('is cut off soon when they do not answer a close', async () => {
		lookUp = async () => anna;
		const [theirs, line] = await Promise.all([nextConnection(), rawLine(address, path)]);
		await once(line, 'data');
		rooms.disconnect(() => true, CLOSE.signedOut, 'signed out');
		const flood = () => line.write(MUCH, (error) => !error && flood());
		flood();
		await once(theirs, 'close');
		line.destroy();
	}, 10_000);
});
