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
	folder = await mkdtemp(join(tmpdir(), 'recorded-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A board of before, with a decision in a session of each state, one that was read back, and one that is void. */
async function earlier(): Promise<void> {
	const sqlite = openSqlite(databaseFile(folder));
	const db = new Kysely<unknown>({ dialect: new PatientDialect({ database: forKysely(sqlite) }) });
	const provider = { getMigrations: () => Promise.resolve(migrations) };
	await new Migrator({ db, provider }).migrateTo('024-outbox');
	for (const [n, state] of ['closed', 'live'].entries()) {
		await sql`insert into session (id, sequence, reference, title, date, time_zone, hosts, label, community,
			clients, state, created_at) values (${state}, ${n + 1}, ${`JS-0${n + 1}`}, 'July', '2024-07-12', 'UTC',
			'[]', 'GREEN', '', '', ${state}, 7)`.execute(db);
		await sql`insert into document (id, session_id, kind, title, label, position, illustrative, created_at,
			projected_seq) values (${`in ${state}`}, ${state}, 'board', 'Board', 'GREEN', 0, 0, 7, 0)`.execute(
			db
		);
	}
	const add = (session: string, id: string, isVoid = 0) =>
		sql`insert into decision (id, session_id, document_id, kind, verb, text, illustrative, void, changed_at)
			values (${id}, ${session}, ${`in ${session}`}, 'decision', 'agreed', 'to meet', 0, ${isVoid}, 7)`.execute(
			db
		);
	await add('closed', 'typed');
	await add('closed', 'void', 1);
	await add('closed', 'refused');
	await add('live', 'typed too');
	await sql`insert into read_back (id, session_id, document_id, decision_id, revision, kind, verb, text, opened_at,
		closed_at, result) values ('r', 'closed', 'in closed', 'refused', 0, 'decision', 'agreed', 'to meet', 1, 2,
		'not-agreed')`.execute(db);
	await db.destroy();
}

it('records what was typed in sessions that are closed, and nothing else', async () => {
	await earlier();
	const database = await connect(folder);
	const rows = await database
		.selectFrom('read_back')
		.select(['decision_id', 'result', 'text'])
		.orderBy('decision_id')
		.execute();
	expect(rows.map(({ decision_id, result, text }) => [decision_id, result, text])).toEqual([
		['refused', 'not-agreed', 'to meet'],
		['typed', 'recorded', 'to meet']
	]);
	await database.destroy();
});
