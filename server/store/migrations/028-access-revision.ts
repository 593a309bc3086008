import { sql, type Kysely } from 'kysely';

/** A number that is another after each change of who may read what, so that an answer to that can be kept as long as it is true. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table access_revision (id integer primary key check (id = 1), n integer not null)`.execute(
		db
	);
	await sql`insert into access_revision (id, n) values (1, 0)`.execute(db);
	for (const [table, ...whens] of CHANGES)
		for (const [at, when] of whens.entries())
			await sql
				.raw(
					`create trigger access_of_${table}_${at + 1} after ${when} on "${table}"
						begin update access_revision set n = n + 1 where id = 1; end`
				)
				.execute(db);
}

const ANY = ['insert', 'update', 'delete'];
const CHANGES = [
	['participant', ...ANY],
	['document_audience', ...ANY],
	['document', 'insert', 'update of session_id, kind, position', 'delete'],
	['session', 'update of state, date, sequence'],
	['person', 'update of organisation_id']
] as const;
