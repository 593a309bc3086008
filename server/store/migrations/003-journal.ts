import type { Kysely } from 'kysely';

/** Changes as they were committed, a row for each commit, until they are put in order by document. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('document_journal')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('data', 'blob', (c) => c.notNull())
		.execute();
}
