import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Changes that were kept beside their document instead of taken. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('held_change')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('reason', 'varchar(12)', (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addColumn('data', 'blob', (c) => c.notNull())
		.addColumn('words', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createIndex('held_change_session')
		.on('held_change')
		.columns(['session_id', 'at'])
		.execute();
	await db.schema
		.createIndex('held_change_document')
		.on('held_change')
		.column('document_id')
		.execute();
}
