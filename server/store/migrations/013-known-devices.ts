import type { Kysely } from 'kysely';

/** The devices that people have signed in on. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('known_device')
		.addColumn('token_hash', 'varchar(64)', (c) => c.notNull())
		.addColumn('person_id', 'varchar(24)', (c) =>
			c.notNull().references('person.id').onDelete('cascade')
		)
		.addColumn('used_at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('known_device_pk', ['token_hash', 'person_id'])
		.execute();
	await db.schema
		.createIndex('known_device_person')
		.on('known_device')
		.columns(['person_id', 'used_at'])
		.execute();
}
