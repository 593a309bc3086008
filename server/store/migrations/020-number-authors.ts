import type { Kysely } from 'kysely';

/** Whose record a number was given to, so that there is a limit for each person; null for those given before, or to nobody's. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('register_number').addColumn('person_id', 'varchar(24)').execute();
	await db.schema
		.createIndex('register_number_person')
		.on('register_number')
		.columns(['session_id', 'person_id'])
		.execute();
}
