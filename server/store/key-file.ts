import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { systemCode } from '../boot/errors.ts';

/** The secret in a file of its own beside the database, whose copy does not hold it; undefined when there is none. */
export async function readKey(file: string): Promise<Buffer | undefined> {
	try {
		return Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url');
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** Writes a secret, which only the account of the server can read; on disk when it resolves. */
export async function writeKey(file: string, key: Buffer): Promise<void> {
	const opened = await open(file, 'wx', 0o600);
	try {
		await opened.writeFile(`${key.toString('base64url')}\n`);
		await opened.sync();
	} finally {
		await opened.close();
	}
}

/** The secret in a file, made when there is none yet. */
export async function keyIn(file: string): Promise<Buffer> {
	const kept = await readKey(file);
	if (kept) return kept;
	const key = randomBytes(32);
	await writeKey(file, key);
	return key;
}
