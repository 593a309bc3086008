import { mkdir, mkdtemp, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError, systemCode } from './errors.ts';

/**
 * Creates the data folder, accessible to this account only, and checks that it is writable. Throws a {@link
 * StartError}.
 */
export async function prepareDataFolder(folder: string): Promise<void> {
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await rmdir(await mkdtemp(join(folder, '.probe-')));
	} catch (error) {
		const reason = systemCode(error) || String(error);
		throw new StartError(
			`DATA_DIR ${folder} cannot be written (${reason}); allow it or choose another folder.`
		);
	}
}
