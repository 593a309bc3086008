import { sql, type Kysely } from 'kysely';
import { newId } from '#shared/ids.ts';

interface Closed {
	readonly id: string;
	readonly session_id: string;
	readonly document_id: string;
	readonly kind: string;
	readonly verb: string;
	readonly text: string;
	readonly changed_at: number;
}

/**
 * What was typed is a proposal until the chair records it. The decisions of sessions that were closed before this rule
 * count as they stand: they are recorded.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<Closed>`
		select decision.id, decision.session_id, decision.document_id, decision.kind, decision.verb,
			decision.text, decision.changed_at
		from decision
		join session on session.id = decision.session_id
		where session.state = 'closed' and decision.void = 0 and not exists (
			select 1 from read_back
			where read_back.document_id = decision.document_id
				and read_back.decision_id = decision.id
				and (read_back.result is null or read_back.result <> 'taken-back')
		)`.execute(db);
	for (const row of rows)
		await sql`
			insert into read_back (id, session_id, document_id, decision_id, revision, kind, verb, text,
				opened_at, closed_at, result)
			values (${newId()}, ${row.session_id}, ${row.document_id}, ${row.id}, 0, ${row.kind}, ${row.verb},
				${row.text}, ${row.changed_at}, ${row.changed_at}, 'recorded')`.execute(db);
}
