import { sql, type Kysely } from 'kysely';

/** Requests to the originator of a document, kept with their answers; and notifications that are about one. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await sql`CREATE TABLE originator_ask (
		id TEXT PRIMARY KEY,
		document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
		person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
		wish TEXT NOT NULL,
		words TEXT NOT NULL,
		until TEXT,
		at INTEGER NOT NULL,
		ended TEXT,
		end_words TEXT NOT NULL DEFAULT '',
		ended_by TEXT REFERENCES person(id) ON DELETE SET NULL,
		ended_at INTEGER
	) STRICT`.execute(database);
	await sql`CREATE INDEX originator_ask_document ON originator_ask (document_id)`.execute(database);
	await sql`CREATE UNIQUE INDEX originator_ask_one ON originator_ask (person_id, document_id)
		WHERE ended IS NULL`.execute(database);
	await sql`ALTER TABLE notification ADD COLUMN ask_id TEXT`.execute(database);
}
