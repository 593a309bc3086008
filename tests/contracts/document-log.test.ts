import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type DocumentId, type VersionId } from '#shared/ids.ts';
import { databaseFile } from '#server/store/connect.ts';
import { openDocumentLog, type DocumentLog } from '#server/store/document-log.ts';
import { openSqlite } from '#server/store/node-sqlite.ts';
import { ROOT } from '#server/boot/root.ts';
import { insertDocument, insertPerson, insertSession } from '../support/bare-rows.ts';
import { openDatabase, type TestDatabase } from '../support/data-folder.ts';

const notes = newId<DocumentId>();
let board: TestDatabase;
let file: string;
let log: DocumentLog;

beforeEach(async () => {
	board = await openDatabase();
	file = databaseFile(board.folder);
	log = openDocumentLog(file);
	await insertDocument(board.database, await insertSession(board.database), notes);
});
afterEach(async () => {
	await log.close();
	await board.end();
});

const append = (to: DocumentLog, ...seqs: number[]) =>
	to.append(seqs.map((seq) => ({ document: notes, seq, data: new Uint8Array([seq]) })));
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the thread of the document log', () => {
	it('answers in the order of requests', async () => {
		const asked = [append(log, 1, 2), log.load(notes), append(log, 3), log.load(notes)] as const;
		const [, first, , second] = await Promise.all(asked);
		expect([first?.head, second?.head]).toEqual([2, 3]);
	});

	it('reports a failure with SQLite’s name for it', async () => {
		const version = { id: newId<VersionId>(), seq: 1, label: '', by: undefined, at: 0 };
		const kept = log.keepVersion(newId<DocumentId>(), version, new Uint8Array());
		await expect(kept).rejects.toMatchObject({
			message: 'FOREIGN KEY constraint failed',
			code: 'SQLITE_CONSTRAINT'
		});
	});

	it('finishes what is under way when closed, and accepts nothing more', async () => {
		const under = [append(log, 1), append(log, 2), append(log, 3)];
		const closing = log.close();
		await expect(append(log, 4)).rejects.toThrow('closed');
		await closing;
		await Promise.all(under);
		await log.close();
		log = openDocumentLog(file);
		expect((await log.load(notes))?.head).toBe(3);
	});

	it('rejects pending requests when it dies, and restarts for the next one', async () => {
		const thread = new URL('../support/threads/log-that-dies.ts', import.meta.url);
		const mortal = openDocumentLog(file, thread);
		await append(mortal, 1);
		const owed = [mortal.versions(notes), append(mortal, 2), mortal.load(notes)];
		for (const { status } of await Promise.allSettled(owed)) expect(status).toBe('rejected');
		await append(mortal, 2); // stored or not, the same update may be given again
		expect((await mortal.load(notes))?.head).toBe(2);
		await mortal.close();
	});

	it('rejects if it cannot even start', async () => {
		const missing = openDocumentLog(file, new URL('./there-is-no-such-thread.ts', import.meta.url));
		await expect(append(missing, 1)).rejects.toThrow('ended');
		await missing.close();
		const nowhere = openDocumentLog(join(board.folder, 'no', 'such', 'folder'));
		await expect(append(nowhere, 1)).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' });
		await nowhere.close();
	});

	it(
		'keeps a process alive while requests are pending, and no longer',
		{ timeout: 20_000 },
		async () => {
			const script = `
			import { openDocumentLog } from '#server/store/document-log.ts';
			const log = openDocumentLog(${JSON.stringify(file)});
			await log.append([{ document: '${notes}', seq: 1, data: new Uint8Array([1]) }]);
			console.log('stored');`;
			const flags = ['--input-type=module', '-e', script];
			const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: ROOT });
			expect(stdout).toBe('stored\n');
			expect((await log.load(notes))?.head).toBe(1);
		}
	);

	it('keeps a version whose author is gone', async () => {
		const by = await insertPerson(board.database);
		const version = { id: newId<VersionId>(), seq: 1, label: 'Adopted', by, at: 5 };
		await log.keepVersion(notes, version, new Uint8Array([1]));
		await board.database.deleteFrom('person').where('id', '=', by).execute();
		expect(await log.versions(notes)).toEqual([{ ...version, by: undefined }]);
	});
});

describe('the journal of the document log', () => {
	const rows = () =>
		board.database.selectFrom('document_update').select(['seq']).orderBy('seq').execute();
	const journal = () => board.database.selectFrom('document_journal').selectAll().execute();
	const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

	it('is moved into the table of updates once it has grown, and nothing is missing meanwhile', async () => {
		for (let last = 0; last < 5_000; last += 500)
			await append(log, ...upTo(last + 500).slice(last));
		expect((await rows()).length).toBeGreaterThan(4_000);
		expect(await journal()).not.toEqual([]);
		const found = await log.load(notes);
		expect(found?.updates.map(([value]) => value)).toEqual(upTo(5_000).map((seq) => seq % 256));
		await log.tidy();
		expect((await rows()).map(({ seq }) => seq)).toEqual(upTo(5_000));
		expect(await journal()).toEqual([]);
	});

	it('is recovered on the start after a crash', async () => {
		await append(log, 1, 2);
		await append(log, 3);
		const next = openDocumentLog(file);
		expect((await next.load(notes))?.head).toBe(3);
		await append(next, 3, 4);
		await next.close();
		expect((await rows()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
	});

	it('does not move updates that a snapshot covers, or whose document is gone', async () => {
		const gone = newId<DocumentId>();
		const session = await board.database
			.selectFrom('session')
			.select('id')
			.executeTakeFirstOrThrow();
		await insertDocument(board.database, session.id, gone);
		await log.append([{ document: gone, seq: 1, data: new Uint8Array([1]) }]);
		await append(log, 1, 2, 3);
		await log.compact(notes, 2, { state: new Uint8Array([9]), index: undefined });
		await board.database.deleteFrom('document').where('id', '=', gone).execute();
		await log.tidy();
		expect((await rows()).map(({ seq }) => seq)).toEqual([3]);
		expect(await log.load(notes)).toMatchObject({ head: 3, updates: [new Uint8Array([3])] });
	});
});

describe('two writers on one file', () => {
	it('never refuse a transaction that reads and then writes, and lose nothing', async () => {
		const { database } = board;
		const ENOUGH = 100;
		let [counted, stored] = [0, 0];
		const isEnough = () => counted >= ENOUGH && stored >= ENOUGH;
		const typing = async () => {
			for (; !isEnough(); stored += 2) await append(log, stored + 1, stored + 2);
		};
		const count = () =>
			database.transaction().execute(async (transaction) => {
				const query = transaction.selectFrom('document').select('projected_seq');
				const { projected_seq } = await query.executeTakeFirstOrThrow();
				await turn(); // lets the other writer in between
				const next = { projected_seq: projected_seq + 1 };
				await transaction.updateTable('document').set(next).execute();
			});
		const label = () => database.updateTable('session').set({ label: 'TLP:AMBER' }).execute();
		const counting = async () => {
			for (; !isEnough(); counted += 2) await Promise.all([count(), label(), count(), turn()]);
		};
		await Promise.all([typing(), counting()]);
		const row = await database.selectFrom('document').selectAll().executeTakeFirstOrThrow();
		expect(row.projected_seq).toBe(counted);
		expect((await log.load(notes))?.updates).toHaveLength(stored);
	});

	it('do not block the event loop while waiting for the lock', async () => {
		const other = openSqlite(file);
		other.exec('BEGIN IMMEDIATE');
		// Waiting inside SQLite would keep this timer from ever releasing the lock.
		setTimeout(() => other.exec('COMMIT'), 30);
		await board.database.updateTable('session').set({ label: 'TLP:AMBER' }).execute();
		other.exec('BEGIN IMMEDIATE');
		setTimeout(() => other.exec('COMMIT'), 30);
		await board.database.transaction().execute(async (transaction) => {
			await transaction.updateTable('session').set({ label: 'TLP:CLEAR' }).execute();
		});
		const row = await board.database.selectFrom('session').select('label').executeTakeFirst();
		expect(row?.label).toBe('TLP:CLEAR');
		other.close();
	});
});
