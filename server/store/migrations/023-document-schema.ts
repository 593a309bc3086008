import type { Kysely } from 'kysely';

/** The schema in which what stands in a document is written. Those from before are of the first. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('document')
		.addColumn('schema', 'integer', (column) => column.notNull().defaultTo(1))
		.execute();
}
