import { documentAccess } from '#shared/access.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import { documentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { informedOf, supportOf } from '../records/organisation-list.ts';
import type { Concerned, Someone } from './rules.ts';

/** Everybody in a session who may read a document, read in a transaction. */
export async function readersOf(
	transaction: Database,
	session: SessionId,
	document: DocumentId
): Promise<Someone[]> {
	const head = await documentHead(transaction, document);
	if (!head) return [];
	const people = await transaction
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['person.id as person', 'person.organisation_id as organisation', 'participant.role'])
		.where('participant.session_id', '=', session)
		.execute();
	return people.filter((one) => documentAccess(one, head) !== 'none');
}

/** The people and organisations that an action's row names. */
export function concernedOf(row: Row<'action'>): Concerned {
	return {
		leadOrganisation: row.lead_organisation_id ?? undefined,
		leadPerson: row.lead_person_id ?? undefined,
		support: supportOf(row),
		informed: informedOf(row)
	};
}
