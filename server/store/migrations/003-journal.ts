import type { Kysely } from 'kysely';

/** Recent commits, one row each, until their updates are moved to `document_update`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('document_journal')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('data', 'blob', (c) => c.notNull())
		.execute();
}
