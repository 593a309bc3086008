import { sql, type Kysely } from 'kysely';

/** Guests: people of one session who come in by a link until it expires. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await sql`CREATE TABLE guest (
		person_id TEXT PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE,
		session_id TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
		token_hash TEXT NOT NULL UNIQUE,
		expires_at INTEGER NOT NULL,
		invited_by TEXT REFERENCES person(id) ON DELETE SET NULL,
		entered_at INTEGER
	) STRICT`.execute(database);
	await sql`CREATE INDEX guest_session ON guest (session_id)`.execute(database);
}
