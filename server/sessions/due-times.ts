import { endOfDue } from '#shared/follow-up/deadline.ts';
import type { OrganisationId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

/** What changed its time zone. */
export type Moved = { readonly organisation: OrganisationId } | { readonly session: SessionId };

/** Recomputes when due dates end, after an organisation or a session changed its time zone. */
export async function refreshDueTimes(transaction: Database, moved: Moved): Promise<void> {
	const rows = await transaction
		.selectFrom('action')
		.innerJoin('session', 'session.id', 'action.session_id')
		.leftJoin('organisation', 'organisation.id', 'action.lead_organisation_id')
		.select(['action.document_id', 'action.id', 'action.due', 'action.due_at'])
		.select((at) => at.fn.coalesce('organisation.time_zone', 'session.time_zone').as('zone'))
		.where('action.due', 'is not', null)
		.$if('organisation' in moved, (query) =>
			query.where(
				'action.lead_organisation_id',
				'=',
				'organisation' in moved ? moved.organisation : null
			)
		)
		.$if('session' in moved, (query) =>
			query.where('action.session_id', '=', 'session' in moved ? moved.session : ('' as SessionId))
		)
		.execute();
	for (const { document_id, id, due, due_at, zone } of rows) {
		const at = due === null ? null : endOfDue(due, zone);
		if (at === due_at) continue;
		await transaction
			.updateTable('action')
			.set((row) => ({ due_at: at, revision: row('revision', '+', 1) }))
			.where('document_id', '=', document_id)
			.where('id', '=', id)
			.execute();
	}
}
