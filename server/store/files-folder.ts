import { join } from 'node:path';

/** The folder of a data folder in which files are kept, each under its id. */
export function filesFolder(dataDir: string): string {
	return join(dataDir, 'files');
}
