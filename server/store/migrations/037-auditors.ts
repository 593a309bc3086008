import { sql, type Kysely } from 'kysely';

/** People who see the audit. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`ALTER TABLE person ADD COLUMN auditor INTEGER NOT NULL DEFAULT 0`.execute(db);
}
