import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Indexes for the orders of the register of actions, and saved filters. */
export async function up(db: Kysely<unknown>): Promise<void> {
	// The register's order by due date: actions without one come last, those of one day in the order of their rows.
	await sql`create index action_by_due on action (coalesce(due, '9999-12-31'))`.execute(db);
	await db.schema.createIndex('action_by_change').on('action').column('changed_at').execute();
	await sql`create index action_by_status on action (status, coalesce(due, '9999-12-31'))`.execute(
		db
	);
	// Registers, notifications and carried actions look up numbers by document and record.
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
