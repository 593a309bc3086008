import { sql, type Kysely } from 'kysely';

/**
 * Whether a session asks why before a restricted document opens, and the logins in which that was said; what was said is in
 * the audit. Who made a document need not say it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
	await sql`ALTER TABLE session ADD COLUMN asks_why INTEGER NOT NULL DEFAULT 0`.execute(database);
	await sql`ALTER TABLE document ADD COLUMN made_by TEXT
		REFERENCES person(id) ON DELETE SET NULL`.execute(database);
	await sql`CREATE TABLE justification (
		login_hash TEXT NOT NULL REFERENCES login(id_hash) ON DELETE CASCADE,
		document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
		at INTEGER NOT NULL,
		PRIMARY KEY (login_hash, document_id)
	) STRICT`.execute(database);
	await sql`CREATE INDEX justification_document ON justification (document_id)`.execute(database);
	// What of it decides about access: see 028.
	for (const [name, when] of [
		['session_asks_why', 'update of asks_why on session'],
		['document_label', 'update of label on document']
	])
		await sql
			.raw(
				`CREATE TRIGGER access_of_${name} AFTER ${when}
					BEGIN UPDATE access_revision SET n = n + 1 WHERE id = 1; END`
			)
			.execute(database);
}
