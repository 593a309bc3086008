import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';

const OWN = 0o600; // a database holds everything that anybody wrote
// All pages in one step: SQLite would begin anew after each step in which somebody else wrote. Nobody waits for it.
const ALL = 0x7fff_ffff;

/**
 * Copies an open database as it is at one moment, while others go on writing. The copy appears under its name when all
 * of it is on disk; it is one file, and only this account can read it.
 */
export async function copyDatabase(from: DatabaseSync, file: string): Promise<void> {
	const part = `${file}.part-${process.pid}`;
	try {
		closeSync(openSync(part, 'wx', OWN));
		await backup(from, part, { rate: ALL });
		makeOneFile(part);
		syncFile(part);
		renameSync(part, file);
		syncFolder(dirname(file));
	} finally {
		for (const left of [part, `${part}-journal`]) rmSync(left, { force: true });
	}
}

/** A copy inherits the write-ahead log as its mode, with which opening it would add files beside it. */
function makeOneFile(file: string): void {
	const copy = new DatabaseSync(file);
	try {
		copy.exec('PRAGMA journal_mode = DELETE');
	} finally {
		copy.close();
	}
}

/** Returns when what was written to a file is on disk. */
export function syncFile(file: string): void {
	const open = openSync(file, 'r+');
	fsyncSync(open);
	closeSync(open);
}

/** Returns when new names in a folder are on disk. Windows has no such call, and needs none. */
export function syncFolder(folder: string): void {
	if (process.platform === 'win32') return;
	const open = openSync(folder, 'r');
	fsyncSync(open);
	closeSync(open);
}
