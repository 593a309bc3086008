import type { Kysely } from 'kysely';

/** People whom an administrator has disabled. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('person').addColumn('disabled_at', 'bigint').execute();
}
