import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Files of documents; their bytes are beside the database. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('attached_file')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('place', 'varchar(10)', (c) => c.notNull())
		.addColumn('object_id', id, (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('type', 'varchar(10)', (c) => c.notNull())
		.addColumn('size', 'bigint', (c) => c.notNull())
		.addColumn('sha256', 'varchar(64)', (c) => c.notNull())
		.addColumn('width', 'integer')
		.addColumn('height', 'integer')
		.addColumn('alt', 'text', (c) => c.notNull())
		.addColumn('decorative', 'integer', (c) => c.notNull())
		.addColumn('label', 'varchar(20)')
		.addColumn('audience', 'text')
		.addColumn('originator_id', id, (c) => c.notNull().references('organisation.id'))
		.addColumn('added_by', id, (c) => c.references('person.id').onDelete('set null'))
		.addColumn('added_at', 'bigint', (c) => c.notNull())
		.addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await db.schema
		.createIndex('attached_file_document')
		.on('attached_file')
		.columns(['document_id', 'added_at'])
		.execute();
}
