import { sql, type Kysely } from 'kysely';

/** Lines that were taken out of a document into an annex, and what came late into them. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await sql`CREATE TABLE restriction (
		annex_id TEXT PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
		document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
		root TEXT NOT NULL,
		traced INTEGER NOT NULL,
		by_person TEXT REFERENCES person(id) ON DELETE SET NULL,
		at INTEGER NOT NULL,
		marker_client INTEGER NOT NULL,
		marker_clock INTEGER NOT NULL,
		taken TEXT NOT NULL,
		moved TEXT NOT NULL,
		done_at INTEGER
	) STRICT`.execute(database);
	await sql`CREATE INDEX restriction_document ON restriction (document_id)`.execute(database);
	// An entry never changes, but its action may go to an annex.
	await sql`DROP TRIGGER follow_up_entry_no_update`.execute(database);
	await sql`CREATE TRIGGER follow_up_entry_no_update
		BEFORE UPDATE OF seq, action_id, session_id, at, person_id, kind, detail, words ON follow_up_entry
		BEGIN SELECT raise(abort, 'the history of an action is only added to'); END`.execute(database);
	await sql`CREATE TABLE late_words (
		document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
		client INTEGER NOT NULL,
		clock INTEGER NOT NULL,
		person_id TEXT REFERENCES person(id) ON DELETE SET NULL,
		at INTEGER NOT NULL,
		late TEXT NOT NULL,
		PRIMARY KEY (document_id, client, clock)
	) STRICT, WITHOUT ROWID`.execute(database);
}
