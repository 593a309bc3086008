import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, databaseFile, type Database } from '#server/store/connect.ts';

/** A database in its own folder. */
export interface TestDatabase {
	readonly folder: string;
	readonly database: Database;
	/** Closes it and removes the folder. */
	end(): Promise<void>;
}

export async function openDatabase(): Promise<TestDatabase> {
	const folder = await newFolder();
	empty ??= makeEmpty();
	await writeFile(databaseFile(folder), await empty);
	return openIn(folder);
}

// Created once per worker: migrating takes ten times as long as copying the result.
let empty: Promise<Uint8Array> | undefined;

async function makeEmpty(): Promise<Uint8Array> {
	const { folder, database } = await openIn(await newFolder());
	await database.destroy();
	const file = await readFile(databaseFile(folder));
	await rm(folder, { recursive: true, force: true });
	return file;
}

const newFolder = () => mkdtemp(join(tmpdir(), 'board-data-'));

async function openIn(folder: string): Promise<TestDatabase> {
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
