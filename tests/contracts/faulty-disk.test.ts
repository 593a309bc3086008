import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type DocumentId } from '#shared/ids.ts';
import { connect, databaseFile } from '#server/store/connect.ts';
import { openDocumentLog } from '#server/store/document-log.ts';
import { openSqlite } from '#server/store/node-sqlite.ts';
import { insertDocument, insertSession } from '../support/bare-rows.ts';
import { faultyDisk, noFaultyDisk, type FaultyDisk, type Part } from '../support/faulty-disk.ts';
import { startLog, type LogChild } from '../support/log-child.ts';
import { Seeded } from '../support/seeded.ts';

const notes = newId<DocumentId>();
let folder: string;
let data: string;
let disk: FaultyDisk;
let log: LogChild;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'faulty-disk-'));
	data = join(folder, 'data');
	if (noFaultyDisk) return;
	disk = faultyDisk(folder);
	const database = await connect(data);
	await insertDocument(database, await insertSession(database), notes);
	await database.destroy();
	log = startLog(data, disk.env);
});
afterEach(async () => {
	await log?.kill();
	await rm(folder, { recursive: true, force: true });
});

/** An update of a given size that differs from every other. */
const update = (seq: number, size = 100) => ({
	document: notes,
	seq,
	data: new Uint8Array(size).fill(seq % 251)
});
const append = (...seqs: number[]) => log.append(seqs.map((seq) => update(seq)));

/** The first bytes of the updates found in a data folder on a good disk. */
async function found(at = data): Promise<(number | undefined)[]> {
	const sqlite = openSqlite(databaseFile(at));
	expect(sqlite.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
	sqlite.close();
	const reader = openDocumentLog(databaseFile(at));
	const stored = await reader.load(notes);
	await reader.close();
	return stored?.updates.map((bytes) => bytes[0]) ?? [];
}

const FAULTS: [how: 'EIO' | 'ENOSPC', parts: Part[], code: string][] = [
	['ENOSPC', ['write'], 'SQLITE_FULL'],
	['EIO', ['write'], 'SQLITE_IOERR'],
	['EIO', ['fsync'], 'SQLITE_IOERR'],
	['EIO', ['write', 'fsync', 'read'], 'SQLITE_IOERR']
];

describe.skipIf(noFaultyDisk)('the document log on a disk that fails', () => {
	it.each(FAULTS)(
		'[R3] reports it, and stores the same updates when the disk works again: %s at %s',
		async (...fault) => {
			const [how, parts, code] = fault;
			expect(await append(1, 2, 3)).toBeUndefined();
			disk.fail(how, ...parts);
			expect(await append(4, 5)).toBe(code);
			expect(await append(4, 5)).toBe(code);
			const seen = await log.load(notes); // everything that is stored, or a failure; never a part
			expect(typeof seen === 'string' ? 3 : seen?.head).toBe(3);
			disk.work();
			expect(await log.load(notes)).toMatchObject({ head: 3 });
			expect(await append(4, 5)).toBeUndefined();
			expect(await append(6)).toBeUndefined();
			await log.kill();
			expect(await found()).toEqual([1, 2, 3, 4, 5, 6]);
		}
	);

	it.each(FAULTS)(
		'[R3] has everything it reported as stored after being killed meanwhile: %s at %s',
		async (...fault) => {
			const [how, parts, code] = fault;
			expect(await append(1, 2, 3)).toBeUndefined();
			disk.fail(how, ...parts);
			expect(await append(4, 5)).toBe(code);
			await log.kill();
			// A refused group may be there, but only as a whole.
			expect([
				[1, 2, 3],
				[1, 2, 3, 4, 5]
			]).toContainEqual(await found());
		}
	);

	it('[R3] does not report as stored what only seems to be, after a failed sync and a crash', async () => {
		expect(await append(1, 2, 3)).toBeUndefined();
		disk.fail('EIO', 'fsync');
		expect(await append(4, 5)).toBe('SQLITE_IOERR');
		await log.kill();
		log = startLog(data, disk.env);
		expect(await append(4, 5)).toBe('SQLITE_IOERR');
		disk.work();
		expect(await append(4, 5)).toBeUndefined();
		// What a failed sync left in the WAL may be gone after a power cut, so drop it.
		const afterPowerCut = join(folder, 'copy');
		await mkdir(afterPowerCut);
		await copyFile(databaseFile(data), databaseFile(afterPowerCut));
		expect(await found(afterPowerCut)).toEqual([1, 2, 3, 4, 5]);
	});

	it(
		'[R3] loses nothing while the disk fails and recovers, through many checkpoints',
		{ timeout: 60_000 },
		async () => {
			const seeded = new Seeded(20_240_712);
			let [stored, refused] = [0, 0];
			for (let round = 0; round < 150; round++) {
				const fault = FAULTS[seeded.below(FAULTS.length * 3)];
				if (fault) disk.fail(fault[0], ...fault[1]);
				else disk.work();
				const group = Array.from({ length: 1 + seeded.below(20) }, (_, i) =>
					update(stored + i + 1, 3_000)
				);
				const error = await log.append(group);
				if (error) refused += 1;
				else stored += group.length;
			}
			await log.kill();
			const seen = await found();
			const expected = Array.from({ length: stored }, (_, index) => (index + 1) % 251);
			expect(seen.slice(0, stored)).toEqual(expected);
			expect(refused).toBeGreaterThan(10);
		}
	);
});
