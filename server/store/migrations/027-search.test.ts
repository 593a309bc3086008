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

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'search-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('lists what a board of before has, to be indexed, and from then on what changes', async () => {
	const sqlite = openSqlite(databaseFile(folder));
	const db = new Kysely<unknown>({ dialect: new PatientDialect({ database: forKysely(sqlite) }) });
	const provider = { getMigrations: () => Promise.resolve(migrations) };
	await new Migrator({ db, provider }).migrateTo('026-differs');
	await sql`insert into session (id, sequence, reference, title, date, time_zone, hosts, label, community,
		clients, state, created_at) values ('s', 1, 'JS-01', 'July', '2024-07-12', 'UTC', '[]', 'GREEN', '',
		'', 'running', 7)`.execute(db);
	await sql`insert into document (id, session_id, kind, title, label, position, illustrative, created_at,
		projected_seq) values ('d', 's', 'board', 'Board', 'GREEN', 0, 0, 7, 3)`.execute(db);
	await sql`insert into action (id, session_id, document_id, text, illustrative, void, changed_at,
		support, status, slips, search) values ('a', 's', 'd', 'call', 0, 0, 7, '[]', 'open', 0,
		'js-01-a1 call')`.execute(db);
	await db.destroy();

	const now = await connect(folder);
	const due = async () => {
		const rows = await now.selectFrom('search_due').selectAll().orderBy('seq').execute();
		await now.deleteFrom('search_due').execute();
		return rows.map(({ kind, scope, object_id: object }) => `${kind} ${scope} ${object}`);
	};
	const revision = async () =>
		(await now.selectFrom('access_revision').select('n').executeTakeFirstOrThrow()).n;
	expect(await due()).toEqual(['session s s', 'document s d', 'action d a']);
	const documents = await now.selectFrom('document').select('searched_seq').execute();
	expect(documents).toEqual([{ searched_seq: -1 }]);

	const before = await revision();
	await now.updateTable('action').set({ search: 'other' }).execute();
	await now.updateTable('session').set({ title: 'August' }).execute();
	await now.updateTable('session').set({ purpose: 'in which nobody searches' }).execute();
	expect(await due()).toEqual(['action d a', 'session s s']);
	expect(await revision()).toBe(before);
	await now.deleteFrom('document').execute();
	expect((await due()).toSorted()).toEqual(['action d a', 'document s d']);
	expect(await revision()).toBe(before + 1);
	await now.destroy();
});
