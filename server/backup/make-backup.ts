import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError, systemCode } from '../boot/errors.ts';
import { filesFolder } from '../store/files-folder.ts';
import { databaseFile } from '../store/connect.ts';
import { copyDatabase } from '../store/copy-database.ts';
import { copyFiles, filesBeside, keepOnly, namedFiles } from './backup-files.ts';
import { writeChecksum } from './checksum.ts';
import { verifyBackup, wordsOf } from './verify.ts';

/** Files beside the database that a backup must not hold: whoever has them can speak for others. */
const KEYS = ['answer-links.key', 'outbox.key', 'seal.key'];

/**
 * Backs up a data folder, whose board may be running, to a new file, and reads that. Returns what to tell. Throws a
 * {@link StartError} when there is nothing to back up, or it cannot be written.
 */
export async function makeBackup(dataDir: string, to: string): Promise<string[]> {
	const file = resolve(to);
	const source = databaseFile(dataDir);
	if (!existsSync(source)) throw new StartError(`There is no database in ${dataDir}.`);
	if (existsSync(file)) throw new StartError(`${file} exists already; choose another name.`);
	if (existsSync(filesBeside(file)))
		throw new StartError(`${filesBeside(file)} exists already; choose another name.`);
	await copy(dataDir, file);
	const verified = await verifyBackup(file);
	const keys = KEYS.filter((name) => existsSync(join(dataDir, name)));
	return [
		`Backed up to ${file}; its checksum is beside it${existsSync(filesBeside(file)) ? `, and its files are in ${filesBeside(file)}` : ''}.`,
		...wordsOf(verified),
		...keys.map(
			(name) => `${name} is not in it. Keep it separately, as well protected as passwords.`
		)
	];
}

/** Files are copied before the database and after it, so that it names none that was removed or added meanwhile. */
async function copy(dataDir: string, file: string): Promise<void> {
	const source = databaseFile(dataDir);
	const [from, to] = [filesFolder(dataDir), filesBeside(file)];
	const database = new DatabaseSync(source, { readOnly: true });
	try {
		await copyFiles(from, to, namedFiles(source));
		await copyDatabase(database, file);
		const named = namedFiles(file);
		await copyFiles(from, to, named);
		await keepOnly(to, named);
		await writeChecksum(file);
	} catch (error) {
		const why = systemCode(error) || String(error);
		throw new StartError(`${file} could not be written (${why}).`);
	} finally {
		database.close();
	}
}
