import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from '../store/connect.ts';
import { readKey, writeKey } from '../store/key-file.ts';

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
	const kept = await readKey(answerKeyFile(folder));
	const key = kept ?? (await earlierKey(database)) ?? randomBytes(32);
	if (!kept) await writeKey(answerKeyFile(folder), key); // on disk before the other copy goes
	await forgetEarlier(database);
	return key;
}

async function earlierKey(database: Database): Promise<Buffer | undefined> {
	const row = await database
		.selectFrom('secret')
		.select('value')
		.where('name', '=', NAME)
		.executeTakeFirst();
	return row && Buffer.from(row.value, 'base64url');
}

/** Overwritten before it is deleted, because a deleted row may stay readable in the file. */
async function forgetEarlier(database: Database): Promise<void> {
	const value = randomBytes(32).toString('base64url');
	await database.updateTable('secret').set({ value }).where('name', '=', NAME).execute();
	await database.deleteFrom('secret').where('name', '=', NAME).execute();
}
