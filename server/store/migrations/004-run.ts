import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Running sessions: current item, its times, the floor and attendance; and the audit. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await audit(db);
	await run(db);
	await floor(db);
	await attendance(db);
}

/** Has no foreign keys, because its rows outlive what they refer to. */
async function audit(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('audit')
		.addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addColumn('person_id', id)
		.addColumn('session_id', id)
		.addColumn('command', 'varchar(40)', (c) => c.notNull())
		.addColumn('detail', 'text', (c) => c.notNull())
		.addColumn('outcome', 'varchar(40)', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('audit_session').on('audit').columns(['session_id', 'seq']).execute();
	for (const change of ['update', 'delete'])
		await sql`create trigger ${sql.raw(`audit_no_${change}`)} before ${sql.raw(change)} on audit
			begin select raise(abort, 'the audit is only added to'); end`.execute(db);
}

async function run(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('session').addColumn('running_item_id', id).execute();
	await db.schema
		.alterTable('session')
		.addColumn('run_revision', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await db.schema.alterTable('session').addColumn('due_at', 'bigint').execute();
	await db.schema.alterTable('session').addColumn('presented_document_id', id).execute();
	await db.schema.alterTable('agenda_item').addColumn('closed_at', 'bigint').execute();
	await db.schema.alterTable('agenda_item').addColumn('disposition', 'varchar(20)').execute();
	await db.schema
		.alterTable('agenda_item')
		.addColumn('needs', 'text', (c) => c.notNull().defaultTo('[]'))
		.execute();
	await db.schema.alterTable('agenda_item').addColumn('carried_from', id).execute();
	await db.schema
		.alterTable('agenda_item')
		.addColumn('postponed', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await db.schema
		.createTable('item_segment')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('item_id', id, (c) => c.notNull().references('agenda_item.id').onDelete('cascade'))
		.addColumn('started_at', 'bigint', (c) => c.notNull())
		.addColumn('ended_at', 'bigint')
		.execute();
	await db.schema
		.createIndex('item_segment_session')
		.on('item_segment')
		.columns(['session_id', 'started_at'])
		.execute();
	await db.schema
		.createTable('session_moment')
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('kind', 'varchar(12)', (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addColumn('person_id', id, (c) => c.references('person.id').onDelete('set null'))
		.execute();
	await db.schema
		.createIndex('session_moment_session')
		.on('session_moment')
		.columns(['session_id', 'at'])
		.execute();
}

async function floor(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('floor_turn')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('item_id', id)
		.addColumn('person_id', id, (c) => c.notNull().references('person.id'))
		.addColumn('organisation_id', id, (c) => c.notNull().references('organisation.id'))
		.addColumn('kind', 'varchar(16)', (c) => c.notNull())
		.addColumn('asked_at', 'bigint', (c) => c.notNull())
		.addColumn('started_at', 'bigint')
		.addColumn('ended_at', 'bigint')
		.execute();
	await db.schema
		.createIndex('floor_turn_session')
		.on('floor_turn')
		.columns(['session_id', 'ended_at'])
		.execute();
}

async function attendance(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('stay')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('person_id', id, (c) => c.notNull().references('person.id'))
		.addColumn('mode', 'varchar(8)', (c) => c.notNull())
		.addColumn('source', 'varchar(8)', (c) => c.notNull())
		.addColumn('arrived_at', 'bigint', (c) => c.notNull())
		.addColumn('left_at', 'bigint')
		.execute();
	await db.schema
		.createIndex('stay_session')
		.on('stay')
		.columns(['session_id', 'person_id', 'arrived_at'])
		.execute();
	await db.schema
		.createTable('absence')
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('person_id', id, (c) => c.notNull().references('person.id'))
		// Null: excused.
		.addColumn('replaced_by', id, (c) => c.references('person.id'))
		.addPrimaryKeyConstraint('absence_pk', ['session_id', 'person_id'])
		.execute();
}
