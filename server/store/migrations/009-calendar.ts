import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Calendar feeds: links with which a calendar program reads a person's due dates without signing in. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('calendar_feed')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('token_hash', 'varchar(64)', (c) => c.notNull().unique())
		.addColumn('whose', 'varchar(12)', (c) => c.notNull())
		.addColumn('events', 'integer', (c) => c.notNull())
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.addColumn('read_at', 'bigint')
		.execute();
	await db.schema
		.createIndex('calendar_feed_person')
		.on('calendar_feed')
		.column('person_id')
		.execute();
}
