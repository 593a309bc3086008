import { existsSync, readdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertSession } from '../../tests/support/bare-rows.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { connect, databaseFile } from './connect.ts';
import { schemaOf } from './schema.ts';
import { backupBefore } from './update-backups.ts';

const FIRST = '018-automatic-versions'; // the first migration that it lacks

let board: TestDatabase;

beforeEach(async () => {
	board = await openDatabase();
	await insertSession(board.database);
});
afterEach(() => board.end());

/** As an older program left it: without the newest table. */
async function age(): Promise<void> {
	await board.database.schema.dropTable('automatic_version').execute();
	await sql`delete from kysely_migration where name >= '018-automatic-versions'`.execute(
		board.database
	);
	await board.database.destroy();
}

const backups = () => join(board.folder, 'backups');

describe('a start with an older database', () => {
	it('backs it up before updating it, readable by this account only', async () => {
		await age();
		await (await connect(board.folder)).destroy();
		const file = join(backups(), `backup-before-${FIRST}.sqlite`);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(backups())).toEqual([`backup-before-${FIRST}.sqlite`]);
		const kept = new DatabaseSync(file, { readOnly: true });
		expect(schemaOf(kept)).toBe('older');
		expect(kept.prepare('select count(*) as many from session').get()).toEqual({ many: 1 });
		kept.close();
		const updated = new DatabaseSync(databaseFile(board.folder), { readOnly: true });
		expect(schemaOf(updated)).toBe('same');
		updated.close();
	});

	it('changes nothing when it cannot be backed up', async () => {
		await age();
		await writeFile(backups(), 'a file where the folder should be');
		await expect(connect(board.folder)).rejects.toThrow(
			/could not be backed up .* Nothing was changed/
		);
		const database = new DatabaseSync(databaseFile(board.folder), { readOnly: true });
		expect(schemaOf(database)).toBe('older');
		database.close();
	});

	it('makes none of a new database, or of one that needs no update', async () => {
		await (await connect(board.folder)).destroy();
		await (await connect(join(board.folder, 'new'))).destroy();
		expect([existsSync(backups()), existsSync(join(board.folder, 'new/backups'))]).toEqual([
			false,
			false
		]);
	});
});

describe('backups before updates', () => {
	it('are kept three at a time, the newest', async () => {
		const database = new DatabaseSync(databaseFile(board.folder));
		for (const name of ['c', 'a', 'd', 'b']) await backupBefore(database, board.folder, name);
		database.close();
		expect(readdirSync(backups()).sort()).toEqual(
			['a', 'b', 'd'].map((name) => `backup-before-${name}.sqlite`)
		);
	});
});
