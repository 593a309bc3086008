import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StartError } from '../boot/errors.ts';
import { migrations } from './migrations/index.ts';
import { forKysely, openSqlite } from './node-sqlite.ts';
import { PatientDialect } from './patient-dialect.ts';
import { schemaOf } from './schema.ts';
import type { Tables } from './tables.ts';
import { backupBefore } from './update-backups.ts';

/** KB of pages kept in memory. A search looks into a page of each document that its reader has. */
const PAGES_KEPT = 32_768;

const PATIENCE = 5_000; // ms that a reader waits for a lock

export type Database = Kysely<Tables>;

/** WAL pages after which a commit here checkpoints. The document log does that much sooner, off the event loop. */
const LAST_RESORT = 8_000;

/** The database file in a data folder. */
export function databaseFile(dataDir: string): string {
	return join(dataDir, 'board.sqlite');
}

/**
 * Opens the database in the data folder and migrates it to this program's version, after a backup. Throws a {@link StartError} when a
 * newer version of the program wrote it.
 */
export async function connect(dataDir: string): Promise<Database> {
	mkdirSync(dataDir, { recursive: true });
	const sqlite = openSqlite(databaseFile(dataDir));
	// Waiting for a lock inside SQLite would block the event loop; the dialect waits outside instead.
	sqlite.exec(
		`PRAGMA busy_timeout = 0; PRAGMA wal_autocheckpoint = ${LAST_RESORT}; PRAGMA cache_size = -${PAGES_KEPT}`
	);
	const database = new Kysely<Tables>({
		dialect: new PatientDialect({ database: forKysely(sqlite) })
	});
	try {
		await migrate(database, sqlite, dataDir);
	} catch (error) {
		await database.destroy();
		throw error;
	}
	return database;
}

/**
 * Opens the database in the data folder for reading only, also while a board runs on it. Throws a {@link StartError} when
 * there is none, or it is of another version.
 */
export function openToRead(dataDir: string): Database {
	const file = databaseFile(dataDir);
	if (!existsSync(file)) throw new StartError(`There is no database in ${dataDir}.`);
	const sqlite = new DatabaseSync(file, { readOnly: true, timeout: PATIENCE });
	if (schemaOf(sqlite) !== 'same') {
		sqlite.close();
		throw new StartError(
			`The database in ${dataDir} is of another version of Briefing Board. Start the board once, which updates it.`
		);
	}
	return new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(sqlite) }) });
}

async function migrate(database: Database, sqlite: DatabaseSync, dataDir: string): Promise<void> {
	const migrator = new Migrator({
		db: database,
		provider: { getMigrations: () => Promise.resolve(migrations) }
	});
	const all = await migrator.getMigrations();
	const pending = all.filter(({ executedAt }) => executedAt === undefined);
	const isNew = pending.length === all.length;
	if (pending[0] && !isNew) await backupBefore(sqlite, dataDir, pending[0].name);
	const { error } = await migrator.migrateToLatest();
	if (!error) return;
	// This message is all Kysely offers when the database has a migration that this program does not.
	if (!(error instanceof Error))
		throw new Error('the database could not be migrated', { cause: error });
	if (/previously executed migration .* is missing/.test(error.message))
		throw new StartError(
			`The database in ${dataDir} was written by a newer Briefing Board. Start that version, or restore an older backup.`
		);
	throw error;
}
