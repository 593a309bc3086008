import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '#server/store/connect.ts';

/** A database in a folder of its own. */
export interface TestDatabase {
	readonly folder: string;
	readonly database: Database;
	/** Closes it and removes the folder. */
	end(): Promise<void>;
}

export async function openDatabase(): Promise<TestDatabase> {
	const folder = await mkdtemp(join(tmpdir(), 'board-data-'));
	const database = await connect(folder);
	return {
		folder,
		database,
		async end() {
			await database.destroy();
			await rm(folder, { recursive: true, force: true });
		}
	};
}
