import type { Kysely } from 'kysely';

/** When changes of an author came; unknown of those before. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('document_author').addColumn('at', 'bigint').execute();
}
