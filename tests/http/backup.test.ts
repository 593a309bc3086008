import {
	copyFile,
	mkdtemp,
	readdir,
	readFile,
	rm,
	stat,
	truncate,
	writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendFile } from '../support/files.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { start } from '../support/started.ts';
import { StockClient } from '../support/stock-client.ts';

/** A drill, in order: the July meeting is backed up while people write, lost, and brought back. */
let meeting: Meeting;
let folder: string;
let good: string;
let notes: string;
/** A file of the notes. */
let attached: string;
/** The window of somebody who writes through all of it. */
let browser: StockClient;

beforeAll(async () => {
	meeting = await holdMeeting();
	folder = await mkdtemp(join(tmpdir(), 'backups-'));
	good = join(folder, 'good.sqlite');
	notes = rowOf<{ id: string }>(meeting, "select id from document where kind = 'board'").id;
	const bytes = new TextEncoder().encode('evidence');
	const head = { name: 'letter.txt', place: { on: 'document' } };
	const sent = await sendFile(meeting, 'olga', notes, { head, bytes });
	({ file: attached } = (await sent.json()) as { file: string });
	browser = await StockClient.open(meeting, notes, 'rapporteur'); // later logins are not in the backup
});
afterAll(async () => {
	await meeting.end();
	await rm(folder, { recursive: true, force: true });
});

/** Runs the command line of operators, on the folder of the meeting unless told otherwise. */
async function admin(what: string, file: string, dataDir = meeting.folder) {
	const { code, stdout, stderr } = await start({
		...{ mode: 'admin', args: [what, file], env: { DATA_DIR: dataDir } }
	}).ended;
	return { code, said: stdout + stderr };
}

/** All rows of a database but those of its own machinery, as text. */
function contentOf(file: string): Record<string, string[]> {
	const database = new DatabaseSync(file, { readOnly: true });
	const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
	const content = tables
		.map(({ name }) => String(name))
		.filter((name) => !name.startsWith('sqlite_'))
		.map((name) => [name, database.prepare(`select * from "${name}"`).all()] as const)
		.map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()] as const);
	database.close();
	return Object.fromEntries(content);
}

/** Commands and keystrokes, one after another, until told to stop. Returns how many. */
async function writeUntil(isOver: () => boolean): Promise<number> {
	const client = await StockClient.open(meeting, notes, 'rapporteur');
	let written = 0;
	while (!isOver()) {
		client.doc.getMap('drill').set(`key ${written}`, 'words '.repeat(50));
		const item = { kind: 'other', title: `Item ${written}`, plannedMinutes: 5, speakers: [] };
		await meeting.post('rapporteur', `/api/sessions/${meeting.session}/agenda`, item);
		written += 1;
	}
	await client.saved();
	client.end();
	return written;
}

/** An item of the agenda and its entry in the audit are one transaction: a copy has both or neither. */
function isOfOneMoment(file: string): boolean {
	const { agenda_item = [], audit = [] } = contentOf(file);
	const items = agenda_item.filter((row) => row.includes('"Item '));
	const entries = audit.filter((row) => row.includes('"agenda.add"'));
	return items.length === entries.length;
}

/** A copy of the good backup, with its checksum unless told otherwise. */
async function copyOf(name: string, { withChecksum = true } = {}): Promise<string> {
	const file = join(folder, name);
	await copyFile(good, file);
	if (withChecksum) await copyFile(`${good}.sha256`, `${file}.sha256`);
	return file;
}

function change(file: string, sql: string): void {
	const database = new DatabaseSync(file);
	database.exec(sql);
	database.close();
}

/** What makes a backup useless, with what is said of it. */
const DAMAGE: Readonly<Record<string, [harm: () => Promise<string>, says: RegExp]>> = {
	'is cut short': [
		async () => {
			const file = await copyOf('short.sqlite', { withChecksum: false });
			await truncate(file, 200_000);
			return file;
		},
		/SQLite finds it damaged|cannot be read as a database/
	],
	'has other bytes in its middle': [
		async () => {
			const file = await copyOf('flipped.sqlite');
			const bytes = await readFile(file);
			const middle = Math.floor(bytes.length / 2);
			for (let i = 0; i < 16; i++) bytes[middle + i] = (bytes[middle + i] ?? 0) ^ 0xff;
			await writeFile(file, bytes);
			return file;
		},
		/It is not the file that was written/
	],
	'is no database': [
		async () => {
			const file = join(folder, 'letter.sqlite');
			await writeFile(file, 'Dear Sir or Madam');
			return file;
		},
		/cannot be read as a database/
	],
	'lacks what its rows belong to': [
		async () => {
			const file = await copyOf('stray.sqlite', { withChecksum: false });
			change(file, 'pragma foreign_keys = off; delete from session');
			return file;
		},
		/Rows of document belong to others that are missing/
	],
	'has a damaged document and no checksum': [
		async () => {
			const file = await copyOf('document.sqlite', { withChecksum: false });
			change(
				file,
				`update document_update set data = x'010203' where document_id = '${notes}';
				update document_snapshot set data = x'010203', state_index = null where document_id = '${notes}';
				delete from document_journal`
			);
			return file;
		},
		/Documents in it are damaged/
	],
	'is of a newer board': [
		async () => {
			const file = await copyOf('newer.sqlite', { withChecksum: false });
			change(file, "insert into kysely_migration values ('999-later', '2030-01-01T00:00:00.000Z')");
			return file;
		},
		/written by a newer Briefing Board/
	]
};

describe('a backup', () => {
	test('is made while people write, for this account only, and can be read', async () => {
		let isOver = false;
		const writing = writeUntil(() => isOver);
		await meeting.says(/Listening/);
		const { code, said } = await admin('backup', good);
		isOver = true;
		expect(await writing).toBeGreaterThan(0);
		expect(said).toMatch(/Backed up to .*good\.sqlite/);
		expect(said).toMatch(/Documents read: (\d+) of \1\./);
		expect(code).toBe(0);
		expect(isOfOneMoment(good)).toBe(true);
		expect((await stat(good)).mode & 0o777).toBe(0o600);
		const made = ['good.sqlite', 'good.sqlite.files', 'good.sqlite.sha256'];
		expect(await readdir(folder)).toEqual(made);
		expect(said).toContain('Files read: 1 of 1.');
		const copy = join(folder, 'good.sqlite.files', attached);
		expect(await readFile(copy, 'utf8')).toBe('evidence');
		expect((await stat(copy)).mode & 0o777).toBe(0o600);
		expect((await admin('verify', good)).code).toBe(0);
	});

	test('is never written over another one', async () => {
		expect(await admin('backup', good)).toMatchObject({
			code: 1,
			said: expect.stringContaining('exists already') as string
		});
	});

	test('is not sound without a file that it names', async () => {
		const copy = join(folder, 'good.sqlite.files', attached);
		await writeFile(copy, 'another');
		const { code, said } = await admin('verify', good);
		expect(code).toBe(1);
		expect(said).toContain(`File ${attached} is missing beside it, or not as it was.`);
		await writeFile(copy, 'evidence');
		expect((await admin('verify', good)).code).toBe(0);
	});

	test('names a key beside the database, which is to be kept separately', async () => {
		await writeFile(join(meeting.folder, 'answer-links.key'), 'a key');
		const { said } = await admin('backup', join(folder, 'second.sqlite'));
		expect(said).toContain('answer-links.key is not in it. Keep it separately');
		await rm(join(meeting.folder, 'answer-links.key'));
	});

	test('does not replace the database of a board that runs', async () => {
		const { code, said } = await admin('restore', good);
		expect(said).toContain('A Briefing Board is running on');
		expect(code).toBe(1);
	});
});

describe('restoring', () => {
	test.for(Object.entries(DAMAGE))('refuses a file that %s', async ([, [harm, says]]) => {
		const file = await harm();
		const verified = await admin('verify', file);
		expect(verified).toMatchObject({ code: 1, said: expect.stringMatching(says) as string });
		const empty = join(folder, 'another-board');
		const restored = await admin('restore', file, empty);
		expect(restored).toMatchObject({ code: 1, said: expect.stringMatching(says) as string });
		expect(await readdir(empty)).toEqual(['board.lock']);
	});

	test('brings every row and document back, and moves aside what was there', async () => {
		browser.doc.getMap('drill').set('later', 'after the backup');
		await browser.saved();
		await meeting.kill();
		const lost = contentOf(join(meeting.folder, 'board.sqlite'));
		const { code, said } = await admin('restore', good);
		expect(said).toContain('is restored');
		expect(code).toBe(0);
		expect(contentOf(join(meeting.folder, 'board.sqlite'))).toEqual(contentOf(good));
		const [aside = ''] = (await readdir(meeting.folder)).filter((name) => /^replaced-/.test(name));
		expect(contentOf(join(meeting.folder, aside, 'board.sqlite'))).toEqual(lost);
		expect(await readFile(join(meeting.folder, 'files', attached), 'utf8')).toBe('evidence');
		expect(await readdir(join(meeting.folder, aside, 'files'))).toEqual([attached]);
	});

	test('lets the board start, and a browser that was open sends what it has more', async () => {
		await meeting.restart();
		const client = await StockClient.open(meeting, notes, 'olga');
		await client.until(() => client.doc.getMap('drill').get('later') === 'after the backup');
		for (const one of [client, browser]) one.end();
		expect((await meeting.get('olga', `/sessions/${meeting.session}`)).status).toBe(200);
	});
});
