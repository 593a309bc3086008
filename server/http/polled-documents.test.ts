import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { packFrames, POLLED_PATH } from '#shared/protocol/polled.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import { MemoryStore } from '../../tests/support/memory-store.ts';
import { framesPackets, RawPoll } from '../../tests/support/raw-poll.ts';
import type { Principal } from '../sync/connection.ts';
import { folding } from '../sync/fold.ts';
import { DEFAULT_LIMITS } from '../sync/limits.ts';
import { Rooms } from '../sync/rooms.ts';
import { PolledDocuments, type PolledOptions } from './polled-documents.ts';

const notes = newId<DocumentId>();
const name = `/sync/${SCHEMA}/${notes}`;
const MOST = 100_000; // bytes of a frame
const OUTBOX = 50_000; // bytes that may wait for a reader
const GATHERED = 60; // ms after which what was sent is handed to socket.io
const IDLE = 500; // ms
const anna: Principal = { person: newId<PersonId>(), login: 'of Anna', user: { name: 'Anna' } };

let http: Server;
let rooms: Rooms;
let polled: PolledDocuments;
let address: string;
/** Who asks next, once that is looked up. */
let lookUp: () => Promise<Principal | undefined>;
let refused: string[];

beforeEach(async () => {
	const store = new MemoryStore();
	store.create(notes);
	rooms = new Rooms({
		...{ store, folding, onTrouble: () => undefined },
		limits: { ...DEFAULT_LIMITS, outboxBytes: OUTBOX },
		authorize: async () => ({ access: 'write', until: Infinity })
	});
	lookUp = async () => anna;
	refused = [];
	await serve();
});
afterEach(async () => {
	await rooms.close();
	stop();
});

/** Serves the documents on a port of its own, with some settings of a test. */
async function serve(over: Partial<PolledOptions> = {}): Promise<void> {
	http = createServer((_request, response) => response.end('ok'));
	polled = new PolledDocuments({
		...{ rooms, maxFrameBytes: MOST, maxUnknown: 3, maxLines: 2, packetsPerSecond: 20 },
		principal: () => lookUp(),
		allowOrigin: () => true,
		onRefused: (status) => refused.push(status),
		...over
	});
	polled.attach(http);
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

function stop(): void {
	polled.close();
	http.closeAllConnections();
	http.close();
}

/** The same again, with other settings. */
function serveWith(over: Partial<PolledOptions>): Promise<void> {
	stop();
	return serve(over);
}

const knock = () => fetch(`${address}${POLLED_PATH}/?EIO=4&transport=polling`);
const closedWith = (code: number) => new RegExp(`\\["closed",${code},`);

/** Changes the document on the server by so many bytes. */
function write(bytes: number): Promise<boolean> {
	const doc = new Y.Doc();
	doc.getText('text').insert(0, 'x'.repeat(bytes));
	return rooms.take(notes, Y.encodeStateAsUpdate(doc));
}

describe('strangers', () => {
	it('cannot wait in numbers: those above the limit are refused, and counted', async () => {
		const known = Promise.withResolvers<Principal | undefined>();
		lookUp = () => known.promise;
		const asked = [1, 2, 3, 4].map(async () => (await knock()).status);
		expect(await Promise.race(asked)).toBe(403);
		expect(refused).toEqual(['429 Too Many Requests']);
		known.resolve(undefined);
		await Promise.all(asked);
		expect(refused.filter((status) => status === '401 Unauthorized')).toHaveLength(3);
	});

	it('are told to come again when it cannot be checked who they are', async () => {
		lookUp = () => Promise.reject(new Error('the disk'));
		const answer = await knock();
		expect([answer.status, await answer.json()]).toEqual([403, { code: 4, message: 'try-later' }]);
	});
});

describe('a page that polls', () => {
	it('ends soon when it has no document open, and not before', async () => {
		await serveWith({ idle: IDLE });
		const page = await RawPoll.open(address, [name]);
		await page.until(/^b/);
		expect((await knock()).status).toBe(200);
		expect(polled.open).toBe(2);
		await vi.waitUntil(() => polled.open === 1);
		expect(await page.post('3')).toBe(200);
		await page.post(`41${name},`);
		await vi.waitUntil(() => polled.open === 0);
		expect(rooms.load.writers).toBe(0);
	});

	it('is one of few that a person may have', async () => {
		await Promise.all([RawPoll.open(address, [name]), RawPoll.open(address, [name])]);
		expect(polled.open).toBe(2);
		const third = await RawPoll.open(address, [name]);
		expect(await third.post('3')).toBe(400);
		expect(polled.open).toBe(2);
	});

	it('ends when it sends on and on without polling', async () => {
		await serveWith({ packetsPerSecond: 1_000 });
		const page = await RawPoll.open(address, [name]);
		const packets = Array.from({ length: 1_000 }, () => '40/nowhere,');
		for (let time = 0; time < 3; time++) {
			expect(await page.post(...packets)).toBe(200);
			await page.poll();
		}
		for (let time = 0; time < 4; time++) await page.post(...packets);
		expect(await page.post('3')).toBe(400);
		expect(rooms.tally.closes.get('1013 too many packets')).toBe(1);
	});

	it('ends when it sends too many packets', async () => {
		const page = await RawPoll.open(address, [name]);
		await page.post(...Array.from({ length: 300 }, () => `42${name},["nothing"]`));
		expect(await page.post('3')).toBe(400);
		expect(rooms.tally.closes.get('1013 too many packets')).toBe(1);
	});
});

describe('[R19] a document that is polled', () => {
	it.each<[string, string[], number]>([
		['text', [`42${name},["frames","text"]`], 4400],
		['nothing', [`42${name},["frames"]`], 4400],
		[
			'a frame that is too large',
			framesPackets(name, packFrames([new Uint8Array(MOST + 1)])),
			4413
		],
		['a frame of no kind', framesPackets(name, packFrames([Uint8Array.of(77)])), 4400]
	])('closes at %s, with the code of a WebSocket', async (_, packets, code) => {
		const page = await RawPoll.open(address, [name]);
		await page.until(/^b/);
		await page.post(...packets);
		expect(await page.until(closedWith(code))).toContain('closed');
	});

	it('closes when a frame is announced that is too large, before it is here', async () => {
		const page = await RawPoll.open(address, [name]);
		await page.post(...framesPackets(name, Uint8Array.of(0, 255, 0, 0, 1)));
		expect(await page.until(closedWith(4413))).toContain('closed');
	});

	it('[R13] is queued no more than the outbox for while its page does not poll, and gets the rest then', async () => {
		const page = await RawPoll.open(address, [name]);
		await page.until(/^b/);
		for (let time = 0; time < 10; time++) {
			await write(OUTBOX / 5);
			await sleep(GATHERED);
		}
		await vi.waitFor(() => expect(rooms.load.lagging).toBe(1));
		const first = (await page.poll()).join('').length;
		expect(first).toBeLessThan(2 * 1.4 * OUTBOX);
		let all = first;
		while (all < 10 * (OUTBOX / 5)) all += (await page.poll()).join('').length;
		expect(rooms.load.lagging).toBe(0);
		expect(rooms.tally.catchUps).toBeGreaterThan(0);
	});
});
