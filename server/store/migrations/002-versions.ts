import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Versions of documents, and the engine's index of a snapshot, which spares it reading the whole state. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('document_snapshot').addColumn('state_index', 'blob').execute();
	await db.schema
		.createTable('document_version')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('seq', 'bigint', (c) => c.notNull())
		.addColumn('label', 'text', (c) => c.notNull())
		// A version outlives the account of the person who kept it.
		.addColumn('by_person', id, (c) => c.references('person.id').onDelete('set null'))
		.addColumn('at', 'bigint', (c) => c.notNull())
		// Last, so that listing versions does not read through their states.
		.addColumn('data', 'blob', (c) => c.notNull())
		.execute();
	await db.schema
		.createIndex('document_version_document')
		.on('document_version')
		.columns(['document_id', 'seq'])
		.execute();
}
