import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hashPassword } from '#server/accounts/passwords.ts';

/** A July meeting that nobody has entered yet. */
export interface FirstMeeting {
	readonly session: string;
	/** By e-mail address. */
	readonly passwords: Readonly<Record<string, string>>;
}

const DATABASE = 'board.sqlite';
const ABOUT = 'about.json';

/** Every hash names its cost, at which it is verified: nobody waits for the cost of production at each sign-in. */
const CHEAP = { memory: 8, passes: 1, parallelism: 1 };

/**
 * Keeps the database of a meeting whose server has stopped, for {@link copyFirst} in this process and those that it starts.
 * Returns what removes it.
 */
export async function keepFirst(from: string, first: FirstMeeting): Promise<() => Promise<void>> {
	const folder = await mkdtemp(join(tmpdir(), 'first-meeting-'));
	await copyFile(join(from, DATABASE), join(folder, DATABASE));
	await cheapen(join(folder, DATABASE), first.passwords);
	await writeFile(join(folder, ABOUT), JSON.stringify(first));
	process.env['FIRST_MEETING'] = folder;
	return () => rm(folder, { recursive: true, force: true });
}

/** Puts a copy of the kept meeting into an empty data folder; undefined if none is kept. */
export async function copyFirst(into: string): Promise<FirstMeeting | undefined> {
	const folder = process.env['FIRST_MEETING'];
	if (folder === undefined) return undefined;
	await copyFile(join(folder, DATABASE), join(into, DATABASE));
	return JSON.parse(await readFile(join(folder, ABOUT), 'utf8')) as FirstMeeting;
}

async function cheapen(file: string, passwords: FirstMeeting['passwords']): Promise<void> {
	const database = new DatabaseSync(file);
	const change = database.prepare(
		'update password set phc = ? where person_id = (select id from person where email = ?)'
	);
	for (const [email, password] of Object.entries(passwords))
		change.run(await hashPassword(password, CHEAP), email);
	database.close();
}
