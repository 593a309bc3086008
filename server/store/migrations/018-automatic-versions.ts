import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/**
 * Which versions the server kept by itself, and why. A table of its own: a column behind the states of the versions would
 * make listing them read through those.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('automatic_version')
		.addColumn('version_id', id, (c) =>
			c.primaryKey().references('document_version.id').onDelete('cascade')
		)
		.addColumn('reason', 'varchar(12)', (c) => c.notNull())
		.execute();
}
