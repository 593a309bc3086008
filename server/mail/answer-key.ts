import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../boot/errors.ts';
import type { Database } from '../store/connect.ts';

const NAME = 'answer-links'; // of the row in which earlier versions kept the key

/** The file of the key in a data folder. */
export function answerKeyFile(folder: string): string {
	return join(folder, 'answer-links.key');
}

/**
 * The key that signs links in mails, in a file beside the database, so that a copy of the database forges no answers. It
 * is made at the first start; a key that an earlier version kept in the database is moved, so that its links still work.
 */
export async function answerKey(database: Database, folder: string): Promise<Buffer> {
	const kept = await readKey(folder);
	const key = kept ?? (await earlierKey(database)) ?? randomBytes(32);
	if (!kept) await writeKey(folder, key);
	await forgetEarlier(database);
	return key;
}

async function readKey(folder: string): Promise<Buffer | undefined> {
	try {
		return Buffer.from((await readFile(answerKeyFile(folder), 'utf8')).trim(), 'base64url');
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

async function earlierKey(database: Database): Promise<Buffer | undefined> {
	const row = await database
		.selectFrom('secret')
		.select('value')
		.where('name', '=', NAME)
		.executeTakeFirst();
	return row && Buffer.from(row.value, 'base64url');
}

/** On disk before the other copy goes. */
async function writeKey(folder: string, key: Buffer): Promise<void> {
	const file = await open(answerKeyFile(folder), 'wx', 0o600);
	try {
		await file.writeFile(`${key.toString('base64url')}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** Overwritten before it is deleted, because a deleted row may stay readable in the file. */
async function forgetEarlier(database: Database): Promise<void> {
	const value = randomBytes(32).toString('base64url');
	await database.updateTable('secret').set({ value }).where('name', '=', NAME).execute();
	await database.deleteFrom('secret').where('name', '=', NAME).execute();
}
