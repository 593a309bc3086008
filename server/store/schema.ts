import type { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations/index.ts';

/** How the tables of a database compare with this program's. */
export type Schema = 'same' | 'older' | 'newer';

/** Compares the migrations of a database with this program's. Throws where it is no database of a board. */
export function schemaOf(database: DatabaseSync): Schema {
	const rows = database.prepare('SELECT name FROM kysely_migration').all();
	const done = new Set(rows.map((row) => String(row['name'])));
	const known = Object.keys(migrations);
	if ([...done].some((name) => !known.includes(name))) return 'newer';
	return known.every((name) => done.has(name)) ? 'same' : 'older';
}
