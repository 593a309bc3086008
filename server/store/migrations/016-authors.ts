import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/**
 * Who sent which changes of a document; and numbers that belong to a record in its document, so that a record copied
 * elsewhere does not take the number of the one it was copied from.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('document_author')
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('client', 'bigint', (c) => c.notNull())
		.addColumn('clock', 'bigint', (c) => c.notNull())
		.addColumn('person_id', id, (c) => c.references('person.id').onDelete('set null'))
		.addPrimaryKeyConstraint('document_author_pk', ['document_id', 'client', 'clock'])
		.execute();
	await numbers(db);
}

/** SQLite cannot drop a constraint, so the table is made anew. */
async function numbers(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('new_register_number')
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('kind', 'varchar(1)', (c) => c.notNull())
		.addColumn('sequence', 'integer', (c) => c.notNull())
		.addColumn('object_id', id, (c) => c.notNull())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id'))
		.addColumn('given_at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('register_number_pk', ['session_id', 'kind', 'sequence'])
		.addUniqueConstraint('register_number_object', ['document_id', 'object_id'])
		.execute();
	const columns = sql.raw('session_id, kind, sequence, object_id, document_id, given_at');
	await sql`insert into new_register_number (${columns}) select ${columns} from register_number`.execute(
		db
	);
	await db.schema.dropTable('register_number').execute();
	await db.schema.alterTable('new_register_number').renameTo('register_number').execute();
}
