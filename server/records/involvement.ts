import type { Reader } from '#shared/access.ts';
import { involvementWith, type Involvement } from '#shared/follow-up/moves.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/** A reader's involvement in an action. Roles in a session that carried it over count like those in its own session. */
export async function involvementOf(
	database: Database,
	reader: Reader,
	row: Row<'action'>
): Promise<Involvement> {
	const later = await database
		.selectFrom('carried_action')
		.innerJoin('participant', 'participant.session_id', 'carried_action.session_id')
		.select('participant.role')
		.where('carried_action.document_id', '=', row.document_id)
		.where('carried_action.action_id', '=', row.id)
		.where('participant.person_id', '=', reader.person)
		.execute();
	const roles = [reader.role, ...later.map(({ role }) => role)];
	return involvementWith(roles, row.lead_organisation_id === reader.organisation);
}
