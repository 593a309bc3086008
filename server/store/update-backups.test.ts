import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, databaseFile } from './connect.ts';
import { migrations } from './migrations/index.ts';
import { forKysely } from './node-sqlite.ts';
import { schemaOf } from './schema.ts';
import { backupBefore } from './update-backups.ts';

const [BEFORE = '', NEWEST = ''] = Object.keys(migrations).sort().slice(-2);

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'board-update-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A database as an older program left it: without what the newest migration brings, and with a row of its own. */
async function makeOlder(): Promise<void> {
	const sqlite = new DatabaseSync(databaseFile(folder));
	sqlite.exec("create table witness (word text); insert into witness values ('kept')");
	const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: forKysely(sqlite) }) });
	const provider = { getMigrations: () => Promise.resolve(migrations) };
	const { error } = await new Migrator({ db, provider }).migrateTo(BEFORE);
	await db.destroy();
	if (error) throw new Error('an older database could not be made', { cause: error });
}

const backups = () => join(folder, 'backups');

describe('a start with an older database', () => {
	it('backs it up before updating it, readable by this account only', async () => {
		await makeOlder();
		await (await connect(folder)).destroy();
		const file = join(backups(), `backup-before-${NEWEST}.sqlite`);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(backups())).toEqual([`backup-before-${NEWEST}.sqlite`]);
		const kept = new DatabaseSync(file, { readOnly: true });
		expect(schemaOf(kept)).toBe('older');
		expect(kept.prepare('select word from witness').get()).toEqual({ word: 'kept' });
		kept.close();
		const updated = new DatabaseSync(databaseFile(folder), { readOnly: true });
		expect(schemaOf(updated)).toBe('same');
		updated.close();
	});

	it('changes nothing when it cannot be backed up', async () => {
		await makeOlder();
		await writeFile(backups(), 'a file where the folder should be');
		await expect(connect(folder)).rejects.toThrow(/could not be backed up .* Nothing was changed/);
		const database = new DatabaseSync(databaseFile(folder), { readOnly: true });
		expect(schemaOf(database)).toBe('older');
		database.close();
	});

	it('makes none of a new database, or of one that needs no update', async () => {
		await (await connect(folder)).destroy();
		await (await connect(folder)).destroy();
		await (await connect(join(folder, 'new'))).destroy();
		expect([existsSync(backups()), existsSync(join(folder, 'new/backups'))]).toEqual([
			false,
			false
		]);
	});
});

describe('backups before updates', () => {
	it('are kept three at a time, the newest', async () => {
		const database = new DatabaseSync(':memory:');
		for (const name of ['c', 'a', 'd', 'b']) await backupBefore(database, folder, name);
		database.close();
		expect(readdirSync(backups()).sort()).toEqual(
			['a', 'b', 'd'].map((name) => `backup-before-${name}.sqlite`)
		);
	});
});
