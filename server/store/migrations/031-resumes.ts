import type { Kysely } from 'kysely';

/** When a suspended session is to resume. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('session').addColumn('resumes_at', 'bigint').execute();
}
