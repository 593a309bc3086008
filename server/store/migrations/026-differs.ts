import type { Kysely } from 'kysely';

/** Whether the document says something else about an agreed action than what was agreed. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('action')
		.addColumn('differs', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
}
