import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type DocumentId, type PersonId, type VersionId } from '#shared/ids.ts';
import { connect, databaseFile } from '#server/store/connect.ts';
import { openDocumentLog } from '#server/store/document-log.ts';
import type { DocumentStore, Snapshot, Version } from '#server/sync/document-store.ts';
import { insertDocument, insertPerson, insertSession } from '../support/bare-rows.ts';
import { MemoryStore } from '../support/memory-store.ts';

/** A store under test; `reopen` returns what a restarted program would find. */
interface Bench {
	readonly store: DocumentStore;
	create(id: DocumentId): Promise<void>;
	remove(id: DocumentId): Promise<void>;
	/** A person who can be the author of a version. */
	readonly olga: PersonId;
	reopen(): Promise<DocumentStore>;
	end(): Promise<void>;
}

const bytes = (...values: number[]) => new Uint8Array(values);
const state = (...values: number[]): Snapshot => ({ state: bytes(...values), index: undefined });

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
					snapshot: found.snapshot && [...found.snapshot.state],
					updates: found.updates.map((update) => [...update]),
					head: found.head
				}
			);
		};

		it('knows no document that was not created', async () => {
			expect(await store.load(newId<DocumentId>())).toBeUndefined();
		});

		it('knows a new document as empty', async () => {
			expect(await plain(store, notes)).toEqual({ snapshot: undefined, updates: [], head: 0 });
		});

		it('returns the updates of each document in order of their numbers', async () => {
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

		it('keeps every byte, even an empty update', async () => {
			const all = Uint8Array.from({ length: 256 }, (_, index) => index);
			await store.append([
				{ document: notes, seq: 1, data: all },
				{ document: notes, seq: 2, data: bytes() }
			]);
			expect((await plain(store, notes))?.updates).toEqual([[...all], []]);
		});

		it('stores a repeated update once, in the same group or later', async () => {
			await append(notes, 1, 2);
			await append(notes, 2, 3, 3);
			expect(await append(notes, 2, 3)).toEqual(new Set());
			expect((await plain(store, notes))?.updates).toEqual([[1], [2], [3]]);
		});

		it('stores all of a group or nothing if a number is reused for another update', async () => {
			const other = (seq: number) => ({ document: notes, seq, data: bytes(99) });
			const first = { document: briefing, seq: 1, data: bytes(7) };
			await append(notes, 1);
			await expect(store.append([first, other(2), other(1)])).rejects.toThrow();
			const twice = [first, other(3), { ...other(3), data: bytes(98) }];
			await expect(store.append(twice)).rejects.toThrow();
			await expect(store.append([first, { ...other(1), data: bytes() }])).rejects.toThrow();
			expect((await plain(store, notes))?.updates).toEqual([[1]]);
			expect((await plain(store, briefing))?.updates).toEqual([]);
			await append(notes, 2); // the store keeps working
			expect((await plain(store, notes))?.head).toBe(2);
		});

		it('leaves out documents that are gone, names them, and stores the rest', async () => {
			const never = newId<DocumentId>();
			await append(briefing, 1);
			await bench.remove(briefing);
			const group = [briefing, notes, never, briefing, notes];
			const updates = group.map((document, index) => ({
				document,
				seq: index + 2,
				data: bytes(7)
			}));
			expect(await store.append(updates)).toEqual(new Set([briefing, never]));
			expect((await plain(store, notes))?.updates).toEqual([[7], [7]]);
			expect(await store.load(briefing)).toBeUndefined();
			expect(await store.load(never)).toBeUndefined();
		});

		it('accepts an empty group', async () => {
			expect(await store.append([])).toEqual(new Set());
		});

		it('does not report as stored what a snapshot may or may not contain', async () => {
			await append(notes, 1, 2);
			await store.compact(notes, 2, state(99));
			await expect(append(notes, 2)).rejects.toThrow();
			expect(await plain(store, notes)).toEqual({ snapshot: [99], updates: [], head: 2 });
		});

		it('stores only the given part of a buffer, and leaves the bytes unchanged', async () => {
			const all = Uint8Array.from({ length: 1_000 }, (_, index) => index);
			const part = all.subarray(100, 103);
			await store.append([{ document: notes, seq: 1, data: part }]);
			await store.compact(notes, 1, { state: part, index: part });
			const id = newId<VersionId>();
			await store.keepVersion(notes, { id, seq: 1, label: '', by: undefined, at: 0 }, part);
			expect(part).toEqual(bytes(100, 101, 102));
			const found = await store.load(notes);
			expect(found?.snapshot).toEqual({ state: part, index: part });
			expect(await store.version(notes, id)).toEqual(part);
		});

		it('[R10] replaces the updates that a snapshot covers and keeps the tail', async () => {
			await append(notes, 1, 2, 3, 4);
			await append(briefing, 1, 2);
			await store.compact(notes, 3, state(99));
			const compacted = { snapshot: [99], updates: [[4]], head: 4 };
			expect(await plain(store, notes)).toEqual(compacted);
			expect((await plain(store, briefing))?.updates).toEqual([[1], [2]]);
		});

		it('[R10] continues numbering after a snapshot that covers everything', async () => {
			await append(notes, 1, 2);
			await store.compact(notes, 2, state(99));
			expect(await plain(store, notes)).toEqual({ snapshot: [99], updates: [], head: 2 });
			await append(notes, 3);
			await store.compact(notes, 3, state(100));
			expect(await plain(store, notes)).toEqual({ snapshot: [100], updates: [], head: 3 });
		});

		it('[R10] keeps the previous snapshot if the next one cannot be written', async () => {
			await append(notes, 1, 2);
			await store.compact(notes, 2, state(99));
			await append(notes, 3);
			await expect(store.compact(notes, 2, state(100))).rejects.toThrow();
			await expect(store.compact(newId<DocumentId>(), 1, state(1))).rejects.toThrow();
			expect(await plain(store, notes)).toEqual({ snapshot: [99], updates: [[3]], head: 3 });
		});

		it('[R10] never shows a document between its old and new state', async () => {
			await append(notes, 1, 2, 3);
			const [, seen] = await Promise.all([store.compact(notes, 3, state(99)), plain(store, notes)]);
			expect([
				{ snapshot: undefined, updates: [[1], [2], [3]], head: 3 },
				{ snapshot: [99], updates: [], head: 3 }
			]).toContainEqual(seen);
		});

		it('[R10] keeps the index of a snapshot, and loads one without an index', async () => {
			await append(notes, 1, 2);
			await store.compact(notes, 1, { state: bytes(99), index: bytes(1, 2, 3) });
			expect((await store.load(notes))?.snapshot?.index).toEqual(bytes(1, 2, 3));
			await store.compact(notes, 2, { state: bytes(99), index: bytes() });
			expect((await store.load(notes))?.snapshot?.index).toEqual(bytes());
			await append(notes, 3);
			await store.compact(notes, 3, state(99));
			expect((await store.load(notes))?.snapshot?.index).toBeUndefined();
		});

		const version = (seq: number, label: string, by?: PersonId): Version => ({
			id: newId<VersionId>(),
			...{ seq, label, by, at: 1_000 + seq }
		});

		it('keeps versions through compaction and lists them newest first', async () => {
			await append(notes, 1, 2, 3);
			const [early, late] = [version(1, 'Draft of the Hague', bench.olga), version(3, 'Adopted')];
			await store.keepVersion(notes, early, bytes(1));
			await store.keepVersion(notes, late, bytes(1, 2, 3));
			await store.compact(notes, 3, state(99));
			expect(await store.versions(notes)).toEqual([late, early]);
			expect(await store.versions(briefing)).toEqual([]);
			expect(await store.versions(newId<DocumentId>())).toEqual([]);
			expect(await plain(store, notes)).toEqual({ snapshot: [99], updates: [], head: 3 });
		});

		it('returns the state of a version byte for byte, and only for its own document', async () => {
			const all = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
			const kept = version(1, 'Adopted');
			await store.keepVersion(notes, kept, all);
			const found = await store.version(notes, kept.id);
			expect(found && Buffer.compare(found, all)).toBe(0);
			expect(await store.version(briefing, kept.id)).toBeUndefined();
			expect(await store.version(notes, newId<VersionId>())).toBeUndefined();
		});

		it('[R18] puts a state in place of everything stored, unless more came meanwhile', async () => {
			await append(notes, 1, 2);
			await store.compact(notes, 1, state(99));
			await append(notes, 3);
			expect(await store.replaceDamaged(notes, 2, state(7))).toBe(false);
			expect(await plain(store, notes)).toEqual({ snapshot: [99], updates: [[2], [3]], head: 3 });
			expect(await store.replaceDamaged(notes, 3, state(7))).toBe(true);
			expect(await plain(store, notes)).toEqual({ snapshot: [7], updates: [], head: 4 });
			await append(notes, 5);
			const again = await bench.reopen();
			expect(await plain(again, notes)).toEqual({ snapshot: [7], updates: [[5]], head: 5 });
		});

		it('[R15] drops only versions that the server kept by itself, and only of their own document', async () => {
			const named = version(1, 'Adopted', bench.olga);
			const [early, late] = [
				{ ...version(2, ''), reason: 'hour' as const },
				{ ...version(3, ''), reason: 'end' as const }
			];
			for (const one of [named, early, late]) await store.keepVersion(notes, one, bytes(1));
			await store.dropVersions(briefing, [late.id]);
			await store.dropVersions(notes, [named.id, early.id]);
			expect(await store.versions(notes)).toEqual([late, named]);
			expect(await store.version(notes, early.id)).toBeUndefined();
		});

		it('removes versions with their document, and keeps none for a document that is gone', async () => {
			const kept = version(1, 'Adopted');
			await store.keepVersion(notes, kept, bytes(1));
			await bench.remove(notes);
			expect(await store.versions(notes)).toEqual([]);
			expect(await store.version(notes, kept.id)).toBeUndefined();
			await expect(store.keepVersion(notes, version(2, 'Later'), bytes(1))).rejects.toThrow();
		});

		it('finds everything after a restart', async () => {
			await append(notes, 1, 2, 3);
			await store.compact(notes, 2, { state: bytes(99), index: bytes(7) });
			const adopted = version(2, 'Adopted', bench.olga);
			await store.keepVersion(notes, adopted, bytes(5));
			const again = await bench.reopen();
			expect(await plain(again, notes)).toEqual({ snapshot: [99], updates: [[3]], head: 3 });
			expect((await again.load(notes))?.snapshot?.index).toEqual(bytes(7));
			expect(await plain(again, briefing)).toEqual({ snapshot: undefined, updates: [], head: 0 });
			expect(await again.versions(notes)).toEqual([adopted]);
			expect(await again.version(notes, adopted.id)).toEqual(bytes(5));
		});
	});
}

holds('memory', async () => {
	const store = new MemoryStore();
	return {
		store,
		olga: newId<PersonId>(),
		create: async (id) => store.create(id),
		remove: async (id) => store.remove(id),
		reopen: async () => store,
		end: async () => undefined
	};
});

holds('SQLite', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'documents-'));
	const database = await connect(folder);
	let log = openDocumentLog(databaseFile(folder));
	const session = await insertSession(database);
	return {
		store: log,
		olga: await insertPerson(database),
		create: (id) => insertDocument(database, session, id),
		async remove(id) {
			await database.deleteFrom('document').where('id', '=', id).execute();
		},
		async reopen() {
			await log.close();
			log = openDocumentLog(databaseFile(folder));
			return log;
		},
		async end() {
			await log.close();
			await database.destroy();
			await rm(folder, { recursive: true, force: true });
		}
	};
});
