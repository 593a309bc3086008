import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** The follow-up of actions: status, lead answers, postponed due dates, notes and evidence. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('organisation').addColumn('time_zone', 'varchar(64)').execute();
	await actions(db);
	await entries(db);
}

async function actions(db: Kysely<unknown>): Promise<void> {
	const add = db.schema.alterTable('action');
	await add.addColumn('informed', 'text', (c) => c.notNull().defaultTo('[]')).execute();
	await add.addColumn('depends_on', 'text', (c) => c.notNull().defaultTo('[]')).execute();
	await add.addColumn('priority', 'varchar(8)', (c) => c.notNull().defaultTo('normal')).execute();
	await add.addColumn('search', 'text', (c) => c.notNull().defaultTo('')).execute();
	await add.addColumn('due_at', 'bigint').execute();
	await add.addColumn('taken_on', 'varchar(8)').execute();
	await add.addColumn('original_due', 'varchar(10)').execute();
	await add.addColumn('slips', 'integer', (c) => c.notNull().defaultTo(0)).execute();
	await add.addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0)).execute();
	// Until now `completed` was the final status; nobody should have to confirm actions that were settled long ago.
	await sql`update action set status = 'closed' where status = 'completed'`.execute(db);
	await sql`update action set original_due = due where status <> 'proposed'`.execute(db);
	// Makes the next start project these documents again, which fills the new columns.
	await sql`update document set projected_seq = -1 where id in (select document_id from action)`.execute(
		db
	);
	await db.schema.createIndex('action_due').on('action').columns(['due_at', 'status']).execute();
}

/** Entries contain text meant for the document's audience, so they are deleted with the document. */
async function entries(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('follow_up_entry')
		.addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('action_id', id, (c) => c.notNull())
		.addColumn('session_id', id, (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addColumn('person_id', id)
		.addColumn('kind', 'varchar(12)', (c) => c.notNull())
		.addColumn('detail', 'text', (c) => c.notNull())
		.addColumn('words', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createIndex('follow_up_entry_action')
		.on('follow_up_entry')
		.columns(['document_id', 'action_id', 'seq'])
		.execute();
	await sql`create trigger follow_up_entry_no_update before update on follow_up_entry
		begin select raise(abort, 'the history of an action is only added to'); end`.execute(db);
}
