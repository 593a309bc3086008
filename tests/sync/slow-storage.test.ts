import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { serveDocuments } from '#server/http/upgrade.ts';
import { databaseFile } from '#server/store/connect.ts';
import { openDocumentLog, type DocumentLog } from '#server/store/document-log.ts';
import type { DocumentStore } from '#server/sync/document-store.ts';
import { fold, folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS } from '#server/sync/limits.ts';
import { Rooms } from '#server/sync/rooms.ts';
import { insertDocument, insertSession } from '../support/bare-rows.ts';
import { openDatabase, type TestDatabase } from '../support/data-folder.ts';
import { StockClient, VERSIONS, type StockOptions } from '../support/stock-client.ts';

const SLOW = 2_000; // ms that a document takes to load
const LARGE = 1024 * 1024; // bytes in its snapshot
const TAIL = 100; // changes after that

const notes = newId<DocumentId>();
const http = createServer();
let board: TestDatabase;
let log: DocumentLog;
let rooms: Rooms;
let loads: number;
let detach: () => void;
let address: string;

beforeEach(async () => {
	board = await openDatabase();
	await insertDocument(board.database, await insertSession(board.database), notes);
	log = openDocumentLog(databaseFile(board.folder));
	await fill();
	loads = 0;
	rooms = new Rooms({
		store: slow(log),
		folding,
		limits: DEFAULT_LIMITS,
		authorize: async () => ({ access: 'write', until: Infinity }),
		onTrouble: () => undefined
	});
	detach = serveDocuments(http, {
		rooms,
		maxFrameBytes: 8 * 1024 * 1024,
		maxUnknown: 100,
		principal: async () => ({ person: newId<PersonId>(), login: 'a login', user: {} }),
		allowOrigin: () => true,
		leave: () => false,
		onRefused: () => undefined
	});
	await once(http.listen(0, '127.0.0.1'), 'listening');
	address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
	await rooms.close();
	detach();
	await new Promise((closed) => http.close(closed));
	await log.close();
	await board.end();
});

/** Stores a snapshot of a megabyte, and changes after it. */
async function fill(): Promise<void> {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const text = doc.getText('text of the test');
	text.insert(0, 'x'.repeat(LARGE));
	for (let at = 0; at < TAIL; at++) text.insert(at, '.');
	await log.append(updates.map((data, index) => ({ document: notes, seq: index + 1, data })));
	await log.compact(notes, 1, fold(updates.slice(0, 1)));
}

function slow(store: DocumentStore): DocumentStore {
	return {
		...store,
		async load(document) {
			loads += 1;
			await new Promise((resolve) => setTimeout(resolve, SLOW));
			return store.load(document);
		}
	};
}

/** The length of the text at the first `sync` of a new client. */
async function lengthAtSync(options: StockOptions): Promise<number> {
	const client = new StockClient(address, notes, '', options);
	const length = await new Promise<number>((resolve) =>
		client.provider.on('sync', () => resolve(client.text.length))
	);
	client.end();
	return length;
}

describe(`a document that takes ${SLOW} ms to load`, () => {
	it('[R1] is whole when a client reports itself synced', async () => {
		expect(await lengthAtSync({})).toBe(LARGE + TAIL);
	});

	it('[R1] [R9] is loaded once for all who join, and whole for each of them', async () => {
		const lengths = await Promise.all(VERSIONS.map((version) => lengthAtSync({ version })));
		expect(lengths).toEqual(VERSIONS.map(() => LARGE + TAIL));
		expect(loads).toBe(1);
	});
});
