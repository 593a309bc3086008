import { sql, type Kysely } from 'kysely';

/** Whether a person wants to be shown their first steps; those who were here before know them. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('person')
		.addColumn('first_steps', 'integer', (column) => column.notNull().defaultTo(1))
		.execute();
	await sql`update person set first_steps = 0
		where exists (select 1 from participant where participant.person_id = person.id)`.execute(db);
}
