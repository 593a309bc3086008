import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Notifications about actions, people's preferences for them, and reminders of due dates. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('person').addColumn('time_zone', 'varchar(64)').execute();
	await db.schema
		.alterTable('person')
		.addColumn('language', 'varchar(8)', (c) => c.notNull().defaultTo('en'))
		.execute();
	await notifications(db);
	await preferences(db);
	await reminders(db);
}

async function notifications(db: Kysely<unknown>): Promise<void> {
	const add = () => db.schema.alterTable('notification');
	await add().addColumn('document_id', id).execute();
	await add().addColumn('entry_seq', 'integer').execute();
	await add().addColumn('stage', 'varchar(12)').execute();
	await add()
		.addColumn('mail', 'varchar(8)', (c) => c.notNull().defaultTo('none'))
		.execute();
	await add().addColumn('mail_id', id).execute();
	await sql`update notification set kind = 'assigned', document_id = (
		select action.document_id from action where action.id = notification.action_id
			and action.session_id = notification.session_id)`.execute(db);
	await db.schema
		.createIndex('notification_mail')
		.on('notification')
		.columns(['mail', 'created_at'])
		.execute();
	await db.schema
		.createTable('notice_cursor')
		.addColumn('seq', 'integer', (c) => c.notNull())
		.execute();
	await sql`insert into notice_cursor (seq) select coalesce(max(seq), 0) from follow_up_entry`.execute(
		db
	);
}

async function preferences(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('notice_preference')
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('kind', 'varchar(12)', (c) => c.notNull())
		.addColumn('in_app', 'integer', (c) => c.notNull())
		.addColumn('mail', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('notice_preference_pk', ['person_id', 'kind'])
		.execute();
}

/** One row for each reminder given, so that a restart does not repeat any. */
async function reminders(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('reminder')
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('action_id', id, (c) => c.notNull())
		.addColumn('due', 'varchar(10)', (c) => c.notNull())
		.addColumn('stage', 'varchar(12)', (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('reminder_pk', ['document_id', 'action_id', 'due', 'stage'])
		.execute();
}
