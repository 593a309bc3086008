import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { systemCode } from '../boot/errors.ts';
import { syncFile, syncFolder } from '../store/copy-database.ts';

/** A file that a database names. */
export interface NamedFile {
	readonly id: string;
	readonly sha256: string;
}

/** What came of reading the files of a backup. */
export interface FilesRead {
	readonly files: number;
	/** Those that are missing, or not as they were. */
	readonly wrong: readonly string[];
}

/** The folder beside a backup that has its files. */
export function filesBeside(backup: string): string {
	return `${backup}.files`;
}

/** The files that a database names; none in one of an older version. */
export function namedFiles(file: string): NamedFile[] {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const table = "SELECT 1 FROM sqlite_schema WHERE name = 'attached_file'";
		if (!database.prepare(table).get()) return [];
		const rows = database.prepare('SELECT id, sha256 FROM attached_file').all();
		return rows.map((row) => ({ id: String(row['id']), sha256: String(row['sha256']) }));
	} finally {
		database.close();
	}
}

/** Copies files from one folder to another, where they are not there yet; what is missing is left out. */
export async function copyFiles(from: string, to: string, files: readonly NamedFile[]) {
	if (files.length === 0) return;
	await mkdir(to, { recursive: true, mode: 0o700 });
	const there = new Set(await readdir(to));
	for (const { id } of files.filter((one) => !there.has(one.id))) {
		const copy = join(to, id);
		if (!(await isCopied(join(from, id), copy))) continue;
		await chmod(copy, 0o600);
		syncFile(copy);
	}
	syncFolder(to);
}

async function isCopied(from: string, to: string): Promise<boolean> {
	try {
		await copyFile(from, to);
		return true;
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return false;
		throw error;
	}
}

/** Removes from a folder what is none of these files. */
export async function keepOnly(folder: string, files: readonly NamedFile[]): Promise<void> {
	const named = new Set(files.map(({ id }) => id));
	const there = await readdir(folder).catch(() => []);
	for (const name of there.filter((one) => !named.has(one))) await rm(join(folder, name));
}

/** Reads the files of a backup, or of a data folder, and compares each with what was noted when it was added. */
export async function readFiles(folder: string, files: readonly NamedFile[]): Promise<FilesRead> {
	const wrong: string[] = [];
	for (const { id, sha256 } of files)
		if ((await sumOf(join(folder, id))) !== sha256) wrong.push(id);
	return { files: files.length, wrong };
}

async function sumOf(file: string): Promise<string | undefined> {
	const hash = createHash('sha256');
	try {
		await pipeline(createReadStream(file), hash);
		return hash.digest('hex');
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}
