import { sql, type Kysely } from 'kysely';

const id = 'varchar(24)' as const;

/**
 * The order in which rows were added, as a column of its own: `rowid` is SQLite's. SQLite cannot add a primary key to a
 * table, so both tables are made anew and filled in that order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await actions(db);
	await moments(db);
}

async function actions(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('new_action')
		.addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
		.addColumn('id', id, (c) => c.notNull())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('document_id', id, (c) => c.notNull().references('document.id').onDelete('cascade'))
		.addColumn('item_id', id)
		.addColumn('text', 'text', (c) => c.notNull())
		.addColumn('illustrative', 'integer', (c) => c.notNull())
		.addColumn('void', 'integer', (c) => c.notNull())
		.addColumn('changed_at', 'bigint', (c) => c.notNull())
		.addColumn('lead_organisation_id', id)
		.addColumn('lead_person_id', id)
		.addColumn('support', 'text', (c) => c.notNull())
		.addColumn('due', 'varchar(10)')
		.addColumn('status', 'varchar(12)', (c) => c.notNull())
		.addColumn('informed', 'text', (c) => c.notNull().defaultTo('[]'))
		.addColumn('depends_on', 'text', (c) => c.notNull().defaultTo('[]'))
		.addColumn('priority', 'varchar(8)', (c) => c.notNull().defaultTo('normal'))
		.addColumn('search', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('due_at', 'bigint')
		.addColumn('taken_on', 'varchar(8)')
		.addColumn('original_due', 'varchar(10)')
		.addColumn('slips', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
		.addUniqueConstraint('action_place', ['document_id', 'id'])
		.execute();
	await replace(db, 'action', [
		...['id', 'session_id', 'document_id', 'item_id', 'text', 'illustrative', 'void', 'changed_at'],
		...['lead_organisation_id', 'lead_person_id', 'support', 'due', 'status', 'informed'],
		...[
			'depends_on',
			'priority',
			'search',
			'due_at',
			'taken_on',
			'original_due',
			'slips',
			'revision'
		]
	]);
	const index = (name: string) => db.schema.createIndex(name).on('action');
	await index('action_session').column('session_id').execute();
	await index('action_lead').column('lead_person_id').execute();
	await index('action_due').columns(['due_at', 'status']).execute();
	await index('action_by_change').columns(['changed_at', 'seq']).execute();
	// As the register sorts: what has no date comes last.
	const due = sql`coalesce(due, '9999-12-31')`;
	await sql`create index action_by_due on action (${due}, seq)`.execute(db);
	await sql`create index action_by_status on action (status, ${due}, seq)`.execute(db);
}

async function moments(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('new_session_moment')
		.addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
		.addColumn('session_id', id, (c) => c.notNull().references('session.id').onDelete('cascade'))
		.addColumn('kind', 'varchar(12)', (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addColumn('person_id', id, (c) => c.references('person.id').onDelete('set null'))
		.execute();
	await replace(db, 'session_moment', ['session_id', 'kind', 'at', 'person_id']);
	await db.schema
		.createIndex('session_moment_session')
		.on('session_moment')
		.columns(['session_id', 'at', 'seq'])
		.execute();
}

/** Moves the rows of a table to the new one, in the order in which they were added, and puts that in its place. */
async function replace(db: Kysely<unknown>, table: string, columns: readonly string[]) {
	const [from, to] = [sql.table(table), sql.table(`new_${table}`)];
	const names = sql.join(columns.map((name) => sql.ref(name)));
	await sql`insert into ${to} (${names}) select ${names} from ${from} order by rowid`.execute(db);
	await db.schema.dropTable(table).execute();
	await db.schema.alterTable(`new_${table}`).renameTo(table).execute();
}
