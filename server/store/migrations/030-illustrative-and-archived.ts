import type { Kysely } from 'kysely';

/**
 * Whether all of a session is made up, as that of the demo that is about no real meeting; and when a document was put into
 * the archive of its session.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('session')
		.addColumn('illustrative', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	await db.schema.alterTable('document').addColumn('archived_at', 'bigint').execute();
}
