import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { casesOf } from '../../../tests/support/cases.ts';
import { connect, databaseFile } from '../connect.ts';
import { forKysely, openSqlite } from '../node-sqlite.ts';
import { PatientDialect } from '../patient-dialect.ts';
import { migrations } from './index.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'folded-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As texts were folded before. */
const before = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

it('folds what earlier actions are searched by, however many there are', async () => {
	const sqlite = openSqlite(databaseFile(folder));
	const db = new Kysely<unknown>({ dialect: new PatientDialect({ database: forKysely(sqlite) }) });
	const provider = { getMigrations: () => Promise.resolve(migrations) };
	await new Migrator({ db, provider }).migrateTo('020-number-authors');
	await sql`insert into session (id, sequence, reference, title, date, time_zone, hosts, label, community,
		clients, state, created_at) values ('s', 1, 'JS-01', 'July', '2024-07-12', 'UTC', '[]', 'GREEN', '',
		'', 'running', 7)`.execute(db);
	await sql`insert into document (id, session_id, kind, title, label, position, illustrative, created_at,
		projected_seq) values ('d', 's', 'board', 'Board', 'GREEN', 0, 0, 7, 0)`.execute(db);
	const names = casesOf('14-names.tsv');
	for (let index = 0; index < 1_100; index++) {
		const search = before(`JS-01-A${index} call ${names[index % names.length]?.[0]}`);
		await sql`insert into action (id, session_id, document_id, text, illustrative, void, changed_at,
			support, status, slips, search) values (${`a${index}`}, 's', 'd', '', 0, 0, 7, '[]', 'open', 0,
			${search})`.execute(db);
	}
	await db.destroy();

	const database = await connect(folder);
	const rows = await database.selectFrom('action').select('search').orderBy('seq').execute();
	expect(rows.map(({ search }) => search)).toEqual(
		rows.map((_, index) => `js-01-a${index} call ${names[index % names.length]?.[1]}`)
	);
	await database.destroy();
});
