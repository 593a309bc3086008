import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { systemCode } from '../boot/errors.ts';

/** The file beside a backup that holds its checksum, in the form that `sha256sum -c` takes. */
const checksumFile = (file: string) => `${file}.sha256`;

/** Whether a backup is, byte for byte, what was written; SQLite notices only damage to its own structure. */
export type Likeness = 'same' | 'other' | 'unknown';

/** Notes the checksum of a backup beside it. */
export async function writeChecksum(file: string): Promise<void> {
	const line = `${await checksumOf(file)}  ${basename(file)}\n`;
	await writeFile(checksumFile(file), line, { mode: 0o600, flush: true });
}

/** Compares a backup with the checksum beside it; unknown where there is none. */
export async function compareChecksum(file: string): Promise<Likeness> {
	try {
		const [noted] = (await readFile(checksumFile(file), 'utf8')).split(/\s/);
		return noted === (await checksumOf(file)) ? 'same' : 'other';
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return 'unknown';
		throw error;
	}
}

async function checksumOf(file: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
}
