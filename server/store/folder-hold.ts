import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../boot/errors.ts';
import { isBusy } from './sqlite-error.ts';

/** A data folder that nobody else may use meanwhile. */
export interface FolderHold {
	release(): void;
}

const FILE = 'board.lock';

/**
 * Takes a data folder for this process: two boards on one database would each miss what the other writes. SQLite's lock
 * on an empty file goes with the process, however it ends. Waits up to so many milliseconds for one that is just
 * stopping, then throws a {@link StartError}.
 */
export function holdFolder(dataDir: string, patience: number): FolderHold {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const lock = new DatabaseSync(join(dataDir, FILE), { timeout: patience });
	try {
		lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'); // nothing is ever written
	} catch (error) {
		lock.close();
		if (!isBusy(error)) throw error;
		throw new StartError(`A Briefing Board is running on ${dataDir}. Stop it first.`);
	}
	return { release: () => lock.close() };
}
