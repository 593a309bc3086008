import { sql, type Kysely } from 'kysely';

/** The files of minutes that were made: by their hash, for whom and what for. Of adopted minutes anybody may ask by the hash. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await sql`CREATE TABLE minutes_copy (
		id TEXT PRIMARY KEY,
		sha256 TEXT NOT NULL,
		session_id TEXT NOT NULL REFERENCES session(id),
		edition_id TEXT REFERENCES minutes_edition(id),
		format TEXT NOT NULL,
		label TEXT NOT NULL,
		recipient TEXT NOT NULL,
		purpose TEXT NOT NULL,
		person_id TEXT REFERENCES person(id) ON DELETE SET NULL,
		at INTEGER NOT NULL
	) STRICT`.execute(database);
	await sql`CREATE INDEX minutes_copy_hash ON minutes_copy (sha256)`.execute(database);
	await sql`CREATE INDEX minutes_copy_session ON minutes_copy (session_id, at)`.execute(database);
}
