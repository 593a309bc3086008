import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

const STATEMENTS_KEPT = 500;

const LOCKED = 5_000; // busy timeout in ms, for opening and for connections that may block

/**
 * Opens a SQLite database whose commits survive a power cut, in a WAL with a full sync on each commit, and in which what is
 * deleted is overwritten.
 */
export function openSqlite(file: string): DatabaseSync {
	const database = new DatabaseSync(file, { timeout: LOCKED });
	database.exec(
		'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;'
	);
	return database;
}

/** Adapts `node:sqlite` to Kysely's SQLite dialect, with a cache of prepared statements. */
export function forKysely(database: DatabaseSync): SqliteDatabase {
	const kept = new Map<string, SqliteStatement>();
	return {
		close: () => database.close(),
		prepare: (sql) => {
			const known = kept.get(sql);
			if (known) return known;
			if (kept.size >= STATEMENTS_KEPT) kept.clear();
			const fresh = statementOf(database.prepare(sql));
			kept.set(sql, fresh);
			return fresh;
		}
	};
}

function statementOf(prepared: StatementSync): SqliteStatement {
	return {
		reader: prepared.columns().length > 0,
		all: (parameters) => prepared.all(...parameters.map(bindable)),
		run: (parameters) => prepared.run(...parameters.map(bindable)),
		iterate: (parameters) => prepared.iterate(...parameters.map(bindable))
	};
}

function bindable(value: unknown): SQLInputValue {
	if (value === undefined || value === null) return null;
	if (typeof value === 'boolean') return value ? 1 : 0;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
		return value;
	if (value instanceof Uint8Array) return value;
	throw new TypeError(`a value of type ${typeof value} cannot be stored`);
}
