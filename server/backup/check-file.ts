import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { schemaOf, type Schema } from '../store/schema.ts';
import { compareChecksum, type Likeness } from './checksum.ts';

const MOST = 10; // complaints of SQLite that are repeated

/** What is known of a backup before looking into its documents. */
export interface FileCheck {
	readonly likeness: Likeness;
	/** What is wrong with the file, in words; empty if nothing is. */
	readonly damage: readonly string[];
	/** How its tables compare with this program's; undefined when they cannot be read. */
	readonly schema: Schema | undefined;
}

/** Checks a file that should be a backup, without changing anything. */
export async function checkFile(file: string): Promise<FileCheck> {
	if (!existsSync(file))
		return { likeness: 'unknown', damage: [`There is no file ${file}.`], schema: undefined };
	const likeness = await compareChecksum(file);
	const { damage, schema } = checkDatabase(file);
	const altered = likeness === 'other' ? ['It is not the file that was written.'] : [];
	return { likeness, damage: [...altered, ...damage], schema };
}

function checkDatabase(file: string): Pick<FileCheck, 'damage' | 'schema'> {
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(file, { readOnly: true });
		const damage = [...complaints(database), ...strays(database)];
		return { damage, schema: schemaOf(database) };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { damage: [`It cannot be read as a database: ${why}.`], schema: undefined };
	} finally {
		database?.close();
	}
}

function complaints(database: DatabaseSync): string[] {
	const rows = database.prepare(`PRAGMA integrity_check(${MOST})`).all();
	const found = rows.map((row) => String(row['integrity_check']));
	return found[0] === 'ok' ? [] : found.map((words) => `SQLite finds it damaged: ${words}.`);
}

function strays(database: DatabaseSync): string[] {
	const rows = database.prepare('PRAGMA foreign_key_check').all();
	const tables = new Set(rows.map((row) => String(row['table'])));
	return [...tables].map((table) => `Rows of ${table} belong to others that are missing.`);
}
