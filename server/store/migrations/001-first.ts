import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** People, sessions, documents, and the registers derived from documents. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await people(db);
	await sessions(db);
	await documents(db);
	await registers(db);
}

async function people(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('organisation')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('code', 'varchar(40)', (c) => c.notNull().unique())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('country', 'varchar(3)', (c) => c.notNull())
		.addColumn('colour', 'varchar(20)', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('person')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('organisation_id', id, (c) => c.notNull().references('organisation.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('function', 'text', (c) => c.notNull())
		.addColumn('email', 'varchar(320)', (c) => c.unique())
		.addColumn('administrator', 'integer', (c) => c.notNull())
		.addColumn('illustrative', 'integer', (c) => c.notNull())
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('password')
		.addColumn('person_id', id, (c) => c.primaryKey().references('person.id').onDelete('cascade'))
		.addColumn('phc', 'text', (c) => c.notNull())
		.addColumn('changed_at', 'bigint', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('login')
		.addColumn('id_hash', 'varchar(64)', (c) => c.primaryKey())
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('expires_at', 'bigint', (c) => c.notNull())
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('one_time_link')
		.addColumn('token_hash', 'varchar(64)', (c) => c.primaryKey())
		.addColumn('person_id', id, (c) => c.references('person.id').onDelete('cascade'))
		.addColumn('expires_at', 'bigint', (c) => c.notNull())
		.addColumn('used_at', 'bigint')
		.execute();
}

async function sessions(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('session')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('sequence', 'integer', (c) => c.notNull().unique())
		.addColumn('reference', 'varchar(40)', (c) => c.notNull().unique())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('date', 'varchar(10)', (c) => c.notNull())
		.addColumn('starts_at', 'varchar(5)')
		.addColumn('time_zone', 'varchar(64)', (c) => c.notNull())
		.addColumn('place', 'text')
		.addColumn('purpose', 'text')
		.addColumn('source', 'text')
		.addColumn('hosts', 'text', (c) => c.notNull())
		.addColumn('label', 'varchar(20)', (c) => c.notNull())
		.addColumn('community', 'text', (c) => c.notNull())
		.addColumn('clients', 'text', (c) => c.notNull())
		.addColumn('state', 'varchar(12)', (c) => c.notNull())
		.addColumn('created_by', id, (c) => c.references('person.id'))
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('delegation')
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('organisation_id', id, (c) => c.notNull().references('organisation.id'))
		.addColumn('position', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('delegation_pk', ['session_id', 'organisation_id'])
		.execute();
	await db.schema
		.createTable('participant')
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('person_id', id, (c) => c.notNull().references('person.id'))
		.addColumn('role', 'varchar(12)', (c) => c.notNull())
		.addColumn('capacity', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('participant_pk', ['session_id', 'person_id'])
		.execute();
	await db.schema.createIndex('participant_person').on('participant').column('person_id').execute();
	await db.schema
		.createTable('agenda_item')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('position', 'varchar(80)', (c) => c.notNull())
		.addColumn('kind', 'varchar(20)', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('planned_minutes', 'integer')
		.addColumn('speakers', 'text', (c) => c.notNull())
		.addColumn('removed_at', 'bigint')
		.execute();
	await db.schema
		.createIndex('agenda_item_session')
		.on('agenda_item')
		.columns(['session_id', 'position'])
		.execute();
}

async function documents(db: Kysely<unknown>): Promise<void> {
	const blob = 'blob' as const;
	await db.schema
		.createTable('document')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('kind', 'varchar(12)', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('label', 'varchar(20)', (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('originator_id', id, (c) => c.references('organisation.id'))
		.addColumn('illustrative', 'integer', (c) => c.notNull())
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.addColumn('projected_seq', 'bigint', (c) => c.notNull())
		.execute();
	await db.schema
		.createIndex('document_session')
		.on('document')
		.columns(['session_id', 'position'])
		.execute();
	await db.schema
		.createTable('document_audience')
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('organisation_id', id, (c) => c.references('organisation.id'))
		.addColumn('person_id', id, (c) => c.references('person.id'))
		.execute();
	await db.schema
		.createIndex('document_audience_document')
		.on('document_audience')
		.column('document_id')
		.execute();
	for (const table of ['document_update', 'document_snapshot'])
		await db.schema
			.createTable(table)
			.addColumn('document_id', id, (c) =>
				c.notNull().references('document.id').onDelete('cascade')
			)
			.addColumn('seq', 'bigint', (c) => c.notNull())
			.addColumn('at', 'bigint', (c) => c.notNull())
			.addColumn('data', blob, (c) => c.notNull())
			.addPrimaryKeyConstraint(`${table}_pk`, ['document_id', 'seq'])
			.execute();
}

async function registers(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('register_number')
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('kind', 'varchar(1)', (c) => c.notNull())
		.addColumn('sequence', 'integer', (c) => c.notNull())
		.addColumn('object_id', id, (c) => c.notNull())
		.addColumn('document_id', id, (c) => c.notNull().references('document.id'))
		.addColumn('given_at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('register_number_pk', ['session_id', 'kind', 'sequence'])
		.addUniqueConstraint('register_number_object', ['session_id', 'object_id'])
		.execute();
	for (const table of ['action', 'decision'] as const) {
		const common = db.schema
			.createTable(table)
			.addColumn('id', id, (c) => c.notNull())
			.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
			.addColumn('document_id', id, (c) =>
				c.notNull().references('document.id').onDelete('cascade')
			)
			.addColumn('item_id', id)
			.addColumn('text', 'text', (c) => c.notNull())
			.addColumn('illustrative', 'integer', (c) => c.notNull())
			.addColumn('void', 'integer', (c) => c.notNull())
			.addColumn('changed_at', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint(`${table}_pk`, ['document_id', 'id']);
		if (table === 'decision')
			await common
				.addColumn('kind', 'varchar(12)', (c) => c.notNull())
				.addColumn('verb', 'varchar(20)', (c) => c.notNull())
				.execute();
		else
			await common
				.addColumn('lead_organisation_id', id)
				.addColumn('lead_person_id', id)
				.addColumn('support', 'text', (c) => c.notNull())
				.addColumn('due', 'varchar(10)')
				.addColumn('status', 'varchar(12)', (c) => c.notNull())
				.execute();
		await db.schema.createIndex(`${table}_session`).on(table).column('session_id').execute();
	}
	await db.schema.createIndex('action_lead').on('action').column('lead_person_id').execute();
	await db.schema
		.createTable('notification')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('person_id', id, (c) => c.notNull().references('person.id').onDelete('cascade'))
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('kind', 'varchar(20)', (c) => c.notNull())
		.addColumn('action_id', id, (c) => c.notNull())
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.addColumn('read_at', 'bigint')
		.execute();
	await db.schema
		.createIndex('notification_person')
		.on('notification')
		.columns(['person_id', 'created_at'])
		.execute();
}
