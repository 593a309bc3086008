import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** What was stored of documents that could not be read, moved aside when an earlier state took its place. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('document_damaged')
		.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('moved_at', 'bigint', (c) => c.notNull())
		.addColumn('kind', 'varchar(12)', (c) => c.notNull().check(sql`kind in ('snapshot', 'update')`))
		.addColumn('seq', 'bigint', (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addColumn('data', 'blob', (c) => c.notNull())
		.addColumn('state_index', 'blob')
		.execute();
	await db.schema
		.createIndex('document_damaged_document')
		.on('document_damaged')
		.column('document_id')
		.execute();
}
