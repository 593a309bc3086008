import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** How many records of a document are not in the registers, because there are too many; `person_id` is null for nobody's. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('left_out')
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('person_id', id, (c) => c.references('person.id').onDelete('cascade'))
		.addColumn('records', 'integer', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('left_out_document').on('left_out').column('document_id').execute();
}
