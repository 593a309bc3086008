import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Changes of agreed actions that somebody asks for: one at a time for each person and action. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('change_request')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('action_id', id, (c) => c.notNull())
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('change', 'text', (c) => c.notNull())
		.addColumn('words', 'text', (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addUniqueConstraint('change_request_one', ['document_id', 'action_id', 'person_id'])
		.execute();
	await db.schema
		.alterTable('action')
		.addColumn('changes_asked', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
}
