import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/**
 * When changes of an author came, which is unknown of those before; who was mentioned in which line, so that nobody is told
 * twice; and notifications that are about a line instead of an action.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('document_author').addColumn('at', 'bigint').execute();
	await db.schema
		.createTable('mention')
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('line_id', id, (c) => c.notNull())
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('by_id', id, (c) => c.references('person.id').onDelete('set null'))
		.addColumn('item_id', id)
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('mention_pk', ['document_id', 'line_id', 'person_id'])
		.execute();
	await db.schema
		.createIndex('mention_person')
		.on('mention')
		.columns(['person_id', 'by_id', 'at'])
		.execute();
	await notifications(db);
}

/** SQLite cannot drop a constraint, so the table is made anew. */
async function notifications(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('new_notification')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('kind', 'varchar(20)', (c) => c.notNull())
		.addColumn('action_id', id)
		.addColumn('line_id', id)
		.addColumn('document_id', id)
		.addColumn('entry_seq', 'integer')
		.addColumn('stage', 'varchar(12)')
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.addColumn('read_at', 'bigint')
		.addColumn('mail', 'varchar(8)', (c) => c.notNull().defaultTo('none'))
		.addColumn('mail_id', id)
		.addColumn('mail_again', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	const columns = sql.raw(
		`id, person_id, session_id, kind, action_id, document_id, entry_seq, stage, created_at,
			read_at, mail, mail_id, mail_again`
	);
	await sql`insert into new_notification (${columns}) select ${columns} from notification`.execute(
		db
	);
	await db.schema.dropTable('notification').execute();
	await db.schema.alterTable('new_notification').renameTo('notification').execute();
	const index = (name: string) => db.schema.createIndex(name).on('notification');
	await index('notification_person').columns(['person_id', 'created_at']).execute();
	await index('notification_mail').columns(['mail', 'created_at']).execute();
}
