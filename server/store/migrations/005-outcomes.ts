import type { Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/** Outcomes of sessions: read-backs, changes of decisions, series and carried actions, templates. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await readBacks(db);
	await decisions(db);
	await series(db);
	await templates(db);
	await overrules(db);
}

async function readBacks(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('read_back')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('decision_id', id, (c) => c.notNull())
		.addColumn('revision', 'integer', (c) => c.notNull())
		.addColumn('kind', 'varchar(12)', (c) => c.notNull())
		.addColumn('verb', 'varchar(20)', (c) => c.notNull())
		.addColumn('text', 'text', (c) => c.notNull())
		.addColumn('opened_at', 'bigint', (c) => c.notNull())
		.addColumn('opened_by', id, (c) => c.references('person.id').onDelete('set null'))
		.addColumn('closed_at', 'bigint')
		.addColumn('result', 'varchar(24)')
		.execute();
	await db.schema
		.createIndex('read_back_decision')
		.on('read_back')
		.columns(['document_id', 'decision_id', 'opened_at'])
		.execute();
	await db.schema
		.createTable('read_back_answer')
		.addColumn('read_back_id', id, (c) =>
			c.notNull().references('read_back.id').onDelete('cascade')
		)
		.addColumn('organisation_id', id, (c) => c.notNull().references('organisation.id'))
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('answer', 'varchar(12)')
		.addColumn('words', 'text', (c) => c.notNull())
		.addColumn('lift_by', 'varchar(10)')
		.addColumn('answered_at', 'bigint')
		.addColumn('answered_by', id, (c) => c.references('person.id').onDelete('set null'))
		.addColumn('lifted_at', 'bigint')
		.addPrimaryKeyConstraint('read_back_answer_pk', ['read_back_id', 'organisation_id'])
		.execute();
}

async function decisions(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('decision').addColumn('action_id', id).execute();
	await db.schema
		.createTable('decision_change')
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('decision_id', id, (c) => c.notNull())
		.addColumn('kind', 'varchar(12)', (c) => c.notNull())
		.addColumn('by_document_id', id, (c) =>
			c.notNull().references('document.id').onDelete('cascade')
		)
		.addColumn('by_decision_id', id, (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('decision_change_pk', ['document_id', 'decision_id'])
		.execute();
}

async function series(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('series')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.execute();
	await db.schema
		.alterTable('session')
		.addColumn('series_id', id, (c) => c.references('series.id'))
		.execute();
	await db.schema.createIndex('session_series').on('session').column('series_id').execute();
	await db.schema
		.createTable('carried_action')
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('action_id', id, (c) => c.notNull())
		.addColumn('postponed', 'integer', (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('carried_action_pk', ['session_id', 'document_id', 'action_id'])
		.execute();
}

async function templates(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('session_template')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('organisation_id', id, (c) => c.notNull().references('organisation.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('description', 'text', (c) => c.notNull())
		.addColumn('agenda', 'text', (c) => c.notNull())
		.addColumn('created_by', id, (c) => c.references('person.id').onDelete('set null'))
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.execute();
	await db.schema.alterTable('document').addColumn('briefing_type', 'varchar(20)').execute();
}

/** The reasons why items or sessions were closed although something was missing. */
async function overrules(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('overrule')
		.addColumn('id', id, (c) => c.primaryKey())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('item_id', id)
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('missing', 'text', (c) => c.notNull())
		.addColumn('person_id', id, (c) => c.references('person.id').onDelete('set null'))
		.addColumn('at', 'bigint', (c) => c.notNull())
		.execute();
}
