import { chmod, lstat, mkdir, mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError, systemCode } from './errors.ts';
import type { Log } from './log.ts';

const OTHERS = 0o077; // what a group and everybody else may do

/**
 * Creates the data folder and checks that it is writable. It and what is in it are for this account only: what others
 * may read, because it was made by hand or restored from a backup, is mended. Throws a {@link StartError}.
 */
export async function prepareDataFolder(folder: string, log?: Pick<Log, 'warn'>): Promise<void> {
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await rmdir(await mkdtemp(join(folder, '.probe-')));
	} catch (error) {
		const reason = systemCode(error) || String(error);
		throw new StartError(
			`DATA_DIR ${folder} cannot be written (${reason}); allow it or choose another folder.`
		);
	}
	if (process.platform !== 'win32') await mend(folder, log);
}

async function mend(folder: string, log: Pick<Log, 'warn'> | undefined): Promise<void> {
	const inside = await readdir(folder, { recursive: true });
	const open: string[] = [];
	try {
		for (const path of [folder, ...inside.map((name) => join(folder, name))])
			if (await close(path)) open.push(path);
	} catch (error) {
		log?.warn(
			{ err: error, folder },
			'others may read the data folder, and that cannot be changed'
		);
	}
	if (open.length > 0) log?.warn({ open }, 'others could read these; now only this account can');
}

/** Takes a file or folder from others; false when it was not open to them. Links are left alone. */
async function close(path: string): Promise<boolean> {
	const found = await lstat(path);
	const isOwn = found.isDirectory() || found.isFile();
	if (!isOwn || (found.mode & OTHERS) === 0) return false;
	await chmod(path, found.isDirectory() ? 0o700 : 0o600);
	return true;
}
