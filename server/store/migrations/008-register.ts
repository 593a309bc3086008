import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** The register of actions in its orders, and the filters that people keep. */
export async function up(db: Kysely<unknown>): Promise<void> {
	// As the register sorts: what has no date comes last. Rows of one day follow in the order in which they were numbered.
	await sql`create index action_by_due on action (coalesce(due, '9999-12-31'))`.execute(db);
	await db.schema.createIndex('action_by_change').on('action').column('changed_at').execute();
	await sql`create index action_by_status on action (status, coalesce(due, '9999-12-31'))`.execute(
		db
	);
	// Registers, notices and what is carried over look numbers up by the place of what has them.
	await db.schema
		.createIndex('register_number_place')
		.on('register_number')
		.columns(['document_id', 'object_id'])
		.execute();
	await db.schema
		.createIndex('carried_action_place')
		.on('carried_action')
		.columns(['document_id', 'action_id'])
		.execute();
	await db.schema
		.createTable('saved_view')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('query', 'text', (c) => c.notNull())
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.addUniqueConstraint('saved_view_name', ['person_id', 'name'])
		.execute();
}
