import type { Kysely } from 'kysely';

/** What the key of a browser's outbox is made with, until its person signs out there. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('known_device').addColumn('outbox_salt', 'text').execute();
}
