import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyAudit } from '../../audit/verify.ts';
import { Audit } from '../../commands/audit.ts';
import { connect, databaseFile } from '../connect.ts';
import { forKysely, openSqlite } from '../node-sqlite.ts';
import { PatientDialect } from '../patient-dialect.ts';
import { migrations } from './index.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'audit-chains-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('chains what was audited before, oldest first, however much it is', async () => {
	const sqlite = openSqlite(databaseFile(folder));
	const db = new Kysely<unknown>({ dialect: new PatientDialect({ database: forKysely(sqlite) }) });
	const provider = { getMigrations: () => Promise.resolve(migrations) };
	await new Migrator({ db, provider }).migrateTo('035-restrictions');
	for (const id of ['s', 't'])
		await sql`insert into session (id, sequence, reference, title, date, time_zone, hosts, label, community,
			clients, state, created_at) values (${id}, ${id === 's' ? 1 : 2}, ${id}, 'July', '2024-07-12', 'UTC',
			'[]', 'GREEN', '', '', 'running', 7)`.execute(db);
	const sessions = ['s', null, 't', 'nowhere'];
	for (let index = 0; index < 2_400; index++)
		await sql`insert into audit (at, person_id, session_id, command, detail, outcome) values (${index}, 'olga',
			${sessions[index % 4]}, ${`run.${index}`}, '{"reason":"é"}', 'done')`.execute(db);
	await db.destroy();

	const database = await connect(folder);
	await new Audit(database).record({
		...{ person: undefined, session: undefined, command: 'login.end', detail: {}, outcome: 'done' }
	});
	const { chains, faults } = await verifyAudit(database);
	expect(faults).toEqual([]);
	expect(chains.map(({ chain, rows }) => `${chain} ${rows}`)).toEqual([
		'installation 1203',
		's 600',
		't 600'
	]);
	const rows = await database.selectFrom('audit').selectAll().orderBy('seq').execute();
	expect(rows.map(({ command }) => command).slice(-4)).toEqual([
		'run.2399',
		'audit.begin',
		'audit.begin',
		'login.end'
	]);
	expect(rows[2]).toMatchObject({ at: 2, person_id: 'olga', command: 'run.2', chain: 't' });
	await expect(database.deleteFrom('audit').execute()).rejects.toThrow('only added to');
	await database.destroy();
});
