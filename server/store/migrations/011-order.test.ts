import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, databaseFile } from '../connect.ts';
import { forKysely, openSqlite } from '../node-sqlite.ts';
import { PatientDialect } from '../patient-dialect.ts';
import { migrations } from './index.ts';

const IDS = ['c', 'a', 'b'];
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'order-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A database as the version before left it, with actions and moments in no order but that of their coming. */
async function earlier(): Promise<void> {
	const sqlite = openSqlite(databaseFile(folder));
	const db = new Kysely<unknown>({ dialect: new PatientDialect({ database: forKysely(sqlite) }) });
	const provider = { getMigrations: () => Promise.resolve(migrations) };
	const { error } = await new Migrator({ db, provider }).migrateTo('010-mail');
	expect(error).toBeUndefined();
	await sql`insert into session (id, sequence, reference, title, date, time_zone, hosts, label, community,
		clients, state, created_at) values ('s', 1, 'JS-01', 'July', '2024-07-12', 'UTC', '[]', 'GREEN', '',
		'', 'running', 7)`.execute(db);
	await sql`insert into document (id, session_id, kind, title, label, position, illustrative, created_at,
		projected_seq) values ('d', 's', 'board', 'Board', 'GREEN', 0, 0, 7, 0)`.execute(db);
	for (const id of IDS) {
		await sql`insert into action (id, session_id, document_id, text, illustrative, void, changed_at,
			support, status, due, slips) values (${id}, 's', 'd', ${`text ${id}`}, 0, 0, 7, '[]', 'open',
			'2024-07-26', 2)`.execute(db);
		await sql`insert into session_moment (session_id, kind, at) values ('s', ${id}, 7)`.execute(db);
	}
	await db.destroy();
}

it('keeps every row of an earlier database, in the order in which they were added', async () => {
	await earlier();
	const database = await connect(folder);
	const actions = await database.selectFrom('action').selectAll().orderBy('seq').execute();
	expect(actions.map(({ id }) => id)).toEqual(IDS);
	expect(actions[0]).toMatchObject({
		text: 'text c',
		due: '2024-07-26',
		slips: 2,
		priority: 'normal'
	});
	const moments = await database
		.selectFrom('session_moment')
		.select('kind')
		.orderBy('seq')
		.execute();
	expect(moments.map(({ kind }) => kind)).toEqual(IDS);
	await database.destroy();
});

it('gives a row that is added later a later place, though the last one has gone', async () => {
	await earlier();
	const database = await connect(folder);
	const [last] = await database
		.deleteFrom('session_moment')
		.where('kind', '=', 'b' as 'closed')
		.returning('seq')
		.execute();
	await sql`insert into session_moment (session_id, kind, at) values ('s', 'd', 7)`.execute(
		database
	);
	const { seq } = await database
		.selectFrom('session_moment')
		.select('seq')
		.where('kind', '=', 'd' as 'closed')
		.executeTakeFirstOrThrow();
	expect(seq).toBeGreaterThan(last?.seq ?? Infinity);
	await database.destroy();
});
