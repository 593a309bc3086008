import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** A caveat beside the label of a document, and how its marking changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('document')
		.addColumn('caveat', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await db.schema
		.createTable('marking_change')
		.addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addColumn('by_person', id, (c) => c.notNull().references('person.id'))
		.addColumn('from_label', 'varchar(20)', (c) => c.notNull())
		.addColumn('to_label', 'varchar(20)', (c) => c.notNull())
		.addColumn('from_audience', 'text', (c) => c.notNull())
		.addColumn('to_audience', 'text', (c) => c.notNull())
		.addColumn('from_caveat', 'text', (c) => c.notNull())
		.addColumn('to_caveat', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createIndex('marking_change_document')
		.on('marking_change')
		.columns(['document_id', 'seq'])
		.execute();
	await sql`create trigger marking_change_stays before update on marking_change
		begin select raise(abort, 'how a marking changed is not rewritten'); end`.execute(db);
}
