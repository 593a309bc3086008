import type { Row } from '../store/tables.ts';
import { informedOf, supportOf } from '../records/organisation-list.ts';
import type { Concerned } from './rules.ts';

/** The people and organisations that an action's row names. */
export function concernedOf(row: Row<'action'>): Concerned {
	return {
		leadOrganisation: row.lead_organisation_id ?? undefined,
		leadPerson: row.lead_person_id ?? undefined,
		support: supportOf(row),
		informed: informedOf(row)
	};
}
