import type { Kysely } from 'kysely';

/** Links in mails that have been used. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('used_answer_link')
		.addColumn('person_id', 'varchar(24)', (c) =>
			c.notNull().references('person.id').onDelete('cascade')
		)
		.addColumn('choice', 'varchar(80)', (c) => c.notNull())
		.addColumn('used_at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('used_answer_link_pk', ['person_id', 'choice'])
		.execute();
}
