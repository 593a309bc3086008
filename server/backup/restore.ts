import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StartError } from '../boot/errors.ts';
import { databaseFile } from '../store/connect.ts';
import { syncFile, syncFolder } from '../store/copy-database.ts';
import { filesFolder } from '../store/files-folder.ts';
import { holdFolder } from '../store/folder-hold.ts';
import { copyFiles, filesBeside, namedFiles } from './backup-files.ts';
import { objections, verifyBackup, wordsOf } from './verify.ts';

/**
 * Puts a backup in place of the database of a board that is not running; what was there is moved aside, never deleted.
 * Returns what to tell. Throws a {@link StartError}, changing nothing, when the backup is of no use or the board runs.
 */
export async function restoreBackup(dataDir: string, file: string, now: number): Promise<string[]> {
	const hold = holdFolder(dataDir, 0);
	try {
		const verified = await verifyBackup(file);
		const against = objections(verified);
		if (against.length > 0)
			throw new StartError([`${file} is not restored.`, ...against].join('\n'));
		const aside = await replace(dataDir, file, now);
		return [
			`${file} is restored.`,
			...wordsOf(verified),
			...(aside ? [`The former database is in ${aside}.`] : [])
		];
	} finally {
		hold.release();
	}
}

/** All that can fail for want of room comes first, so that there is always a database. */
async function replace(dataDir: string, file: string, now: number): Promise<string | undefined> {
	const place = databaseFile(dataDir);
	const part = `${place}.part`;
	const files = filesFolder(dataDir);
	const filesPart = `${files}.part`;
	try {
		await rm(filesPart, { recursive: true, force: true });
		const named = namedFiles(file);
		await copyFiles(filesBeside(file), filesPart, named);
		await copyFiles(files, filesPart, named); // those that the backup is without
		await copyFile(file, part);
		await chmod(part, 0o600);
		syncFile(part);
		const aside = await moveAside(dataDir, now);
		if (existsSync(filesPart)) await rename(filesPart, files);
		await rename(part, place);
		syncFolder(dataDir);
		return aside;
	} finally {
		await rm(part, { force: true });
		await rm(filesPart, { recursive: true, force: true });
	}
}

/** The write-ahead log and the files belong to their database: they go along, or they would be taken for the new one's. */
async function moveAside(dataDir: string, now: number): Promise<string | undefined> {
	const place = databaseFile(dataDir);
	const files = filesFolder(dataDir);
	const there = [place, `${place}-wal`, `${place}-shm`, files].filter((one) => existsSync(one));
	if (there.length === 0) return undefined;
	const folder = join(dataDir, `replaced-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`);
	await mkdir(folder, { mode: 0o700 });
	for (const one of there.toReversed()) await rename(one, join(folder, basename(one)));
	return folder;
}
