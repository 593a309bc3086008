import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** The outbox of mail, and the board's own secrets. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('mail')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('state', 'varchar(12)', (c) => c.notNull())
		.addColumn('attempts', 'integer', (c) => c.notNull())
		.addColumn('next_at', 'bigint', (c) => c.notNull())
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.addColumn('done_at', 'bigint')
		.execute();
	await db.schema.createIndex('mail_next').on('mail').columns(['state', 'next_at']).execute();
	await db.schema
		.alterTable('notification')
		.addColumn('mail_again', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await db.schema
		.createTable('secret')
		.addColumn('name', 'varchar(40)', (c) => c.primaryKey())
		.addColumn('value', 'varchar(64)', (c) => c.notNull())
		.execute();
}
