import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type DocumentId, type SessionId } from '#shared/ids.ts';
import { connect, type Database } from '#server/store/connect.ts';
import { documentLog } from '#server/store/document-log.ts';
import type { DocumentStore } from '#server/sync/document-store.ts';
import { MemoryStore } from '../support/memory-store.ts';

/** A store under test: `reopen` gives what a restarted program would find. */
interface Bench {
	readonly store: DocumentStore;
	create(id: DocumentId): Promise<void>;
	reopen(): Promise<DocumentStore>;
	end(): Promise<void>;
}

const bytes = (...values: number[]) => new Uint8Array(values);

function holds(name: string, open: () => Promise<Bench>): void {
	describe(`documents in ${name}`, () => {
		const notes = newId<DocumentId>();
		const briefing = newId<DocumentId>();
		let bench: Bench;
		let store: DocumentStore;

		beforeEach(async () => {
			bench = await open();
			store = bench.store;
			await bench.create(notes);
			await bench.create(briefing);
		});
		afterEach(() => bench.end());

		const append = (document: DocumentId, ...seqs: number[]) =>
			store.append(seqs.map((seq) => ({ document, seq, data: bytes(seq) })));
		const plain = async (from: DocumentStore, id: DocumentId) => {
			const found = await from.load(id);
			return (
				found && {
					snapshot: found.snapshot && [...found.snapshot],
					updates: found.updates.map((update) => [...update]),
					head: found.head
				}
			);
		};

		it('knows no document that was not made', async () => {
			expect(await store.load(newId<DocumentId>())).toBeUndefined();
		});

		it('knows a new document as empty', async () => {
			expect(await plain(store, notes)).toEqual({ snapshot: undefined, updates: [], head: 0 });
		});

		it('gives updates back in order of their numbers, each document its own', async () => {
			await append(notes, 1, 2);
			await append(briefing, 1);
			await append(notes, 3, 10);
			expect(await plain(store, notes)).toEqual({
				snapshot: undefined,
				updates: [[1], [2], [3], [10]],
				head: 10
			});
			expect((await plain(store, briefing))?.updates).toEqual([[1]]);
		});

		it('keeps every byte, an empty update too', async () => {
			const all = Uint8Array.from({ length: 256 }, (_, index) => index);
			await store.append([
				{ document: notes, seq: 1, data: all },
				{ document: notes, seq: 2, data: bytes() }
			]);
			expect((await plain(store, notes))?.updates).toEqual([[...all], []]);
		});

		it('stores all of a group or nothing: a number twice', async () => {
			await append(notes, 1);
			await expect(append(notes, 2, 1)).rejects.toThrow();
			await expect(append(notes, 3, 3)).rejects.toThrow();
			expect((await plain(store, notes))?.updates).toEqual([[1]]);
		});

		it('stores all of a group or nothing: a document that is not there', async () => {
			const group = [notes, newId<DocumentId>()];
			const updates = group.map((document) => ({ document, seq: 1, data: bytes(7) }));
			await expect(store.append(updates)).rejects.toThrow();
			expect((await plain(store, notes))?.updates).toEqual([]);
			await append(notes, 1); // and the store works on
			expect((await plain(store, notes))?.head).toBe(1);
		});

		it('[R10] replaces what a snapshot covers and keeps the tail', async () => {
			await append(notes, 1, 2, 3, 4);
			await append(briefing, 1, 2);
			await store.compact(notes, 3, bytes(99));
			const compacted = { snapshot: [99], updates: [[4]], head: 4 };
			expect(await plain(store, notes)).toEqual(compacted);
			expect((await plain(store, briefing))?.updates).toEqual([[1], [2]]);
		});

		it('[R10] counts on from a snapshot that covers everything', async () => {
			await append(notes, 1, 2);
			await store.compact(notes, 2, bytes(99));
			expect(await plain(store, notes)).toEqual({ snapshot: [99], updates: [], head: 2 });
			await append(notes, 3);
			await store.compact(notes, 3, bytes(100));
			expect(await plain(store, notes)).toEqual({ snapshot: [100], updates: [], head: 3 });
		});

		it('[R10] keeps the previous snapshot when the next cannot be written', async () => {
			await append(notes, 1, 2);
			await store.compact(notes, 2, bytes(99));
			await append(notes, 3);
			await expect(store.compact(notes, 2, bytes(100))).rejects.toThrow();
			await expect(store.compact(newId<DocumentId>(), 1, bytes(1))).rejects.toThrow();
			expect(await plain(store, notes)).toEqual({ snapshot: [99], updates: [[3]], head: 3 });
		});

		it('[R10] never shows a document between its old state and the new', async () => {
			await append(notes, 1, 2, 3);
			const [, seen] = await Promise.all([store.compact(notes, 3, bytes(99)), plain(store, notes)]);
			expect([
				{ snapshot: undefined, updates: [[1], [2], [3]], head: 3 },
				{ snapshot: [99], updates: [], head: 3 }
			]).toContainEqual(seen);
		});

		it('finds everything after the program starts again', async () => {
			await append(notes, 1, 2, 3);
			await store.compact(notes, 2, bytes(99));
			const again = await bench.reopen();
			expect(await plain(again, notes)).toEqual({ snapshot: [99], updates: [[3]], head: 3 });
			expect(await plain(again, briefing)).toEqual({ snapshot: undefined, updates: [], head: 0 });
		});
	});
}

holds('memory', async () => {
	const store = new MemoryStore();
	return {
		store,
		create: async (id) => store.create(id),
		reopen: async () => store,
		end: async () => undefined
	};
});

holds('SQLite', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'documents-'));
	let database = await connect(folder);
	const session = newId<SessionId>();
	await insertSession(database, session);
	return {
		store: documentLog(database),
		create: (id) => insertDocument(database, session, id),
		async reopen() {
			await database.destroy();
			database = await connect(folder);
			return documentLog(database);
		},
		async end() {
			await database.destroy();
			await rm(folder, { recursive: true, force: true });
		}
	};
});

async function insertSession(database: Database, id: SessionId): Promise<void> {
	await database
		.insertInto('session')
		.values({
			id,
			sequence: 1,
			reference: 'JS-01',
			title: 'Contract',
			date: '2024-07-12',
			starts_at: null,
			time_zone: 'Europe/Brussels',
			place: null,
			purpose: null,
			source: null,
			hosts: '[]',
			label: 'TLP:CLEAR',
			community: '',
			clients: '',
			state: 'planned',
			created_by: null,
			created_at: 0
		})
		.execute();
}

async function insertDocument(database: Database, session: SessionId, id: DocumentId) {
	await database
		.insertInto('document')
		.values({
			id,
			session_id: session,
			kind: 'board',
			title: 'Notes',
			label: 'TLP:CLEAR',
			position: 0,
			originator_id: null,
			illustrative: 0,
			created_at: 0,
			projected_seq: 0
		})
		.execute();
}
