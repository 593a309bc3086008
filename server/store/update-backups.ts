import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StartError } from '../boot/errors.ts';
import { copyDatabase } from './copy-database.ts';

const KEPT = 3; // backups

/**
 * Keeps the database as it is before a newer program changes its tables, and the last few such backups. Throws a
 * {@link StartError} when it cannot: what cannot be kept is not changed either.
 */
export async function backupBefore(
	database: DatabaseSync,
	dataDir: string,
	migration: string
): Promise<void> {
	const folder = join(dataDir, 'backups');
	const file = join(folder, `backup-before-${migration}.sqlite`);
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		await copyDatabase(database, file);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new StartError(
			`The database is of an older Briefing Board, and could not be backed up to ${file} before updating it (${why}). Nothing was changed.`
		);
	}
	dropOlder(folder);
}

function dropOlder(folder: string): void {
	const files = readdirSync(folder)
		.filter((name) => /^backup-before-.*\.sqlite$/.test(name))
		.map((name) => join(folder, name))
		.map((file) => ({ file, at: statSync(file).mtimeMs }));
	const newestFirst = files.sort((a, b) => b.at - a.at);
	for (const { file } of newestFirst.slice(KEPT)) rmSync(file);
}
