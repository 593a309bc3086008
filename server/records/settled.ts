import type { ActionRecord, NewAction } from '#shared/board/actions.ts';
import { isId } from '#shared/ids.ts';
import type { Row } from '../store/tables.ts';
import { MAX_TEXT } from './harvest.ts';

/**
 * True once an action is agreed: its wording, lead and date are then changed by commands only, which know who acts, and it
 * is cancelled instead of withdrawn.
 */
export function isSettled(row: Row<'action'> | undefined): row is Row<'action'> {
	return row !== undefined && row.status !== 'proposed' && row.void === 0;
}

/** What a document says about an agreed action, with what was agreed in its place. */
export function asAgreed(action: ActionRecord, row: Row<'action'>): ActionRecord {
	return {
		...action,
		text: row.text,
		leadOrganisation: row.lead_organisation_id ?? undefined,
		leadPerson: row.lead_person_id ?? undefined,
		due: row.due ?? undefined
	};
}

/** True when a document says something else about an agreed action than what was agreed. */
export function differs(action: ActionRecord, agreed: ActionRecord): boolean {
	return (
		action.text.slice(0, MAX_TEXT) !== agreed.text ||
		action.leadOrganisation !== agreed.leadOrganisation ||
		action.leadPerson !== agreed.leadPerson ||
		action.due !== agreed.due
	);
}

/** An agreed action as a record, to be put back into a document that has lost it. */
export function recordOf(row: Row<'action'>): NewAction {
	return {
		...{ id: row.id, text: row.text, due: row.due ?? undefined, priority: row.priority },
		leadOrganisation: row.lead_organisation_id ?? undefined,
		leadPerson: row.lead_person_id ?? undefined,
		support: idsIn(row.support),
		informed: idsIn(row.informed),
		dependsOn: idsIn(row.depends_on),
		item: row.item_id ?? undefined,
		...{ unread: [], illustrative: row.illustrative === 1, createdBy: undefined },
		createdAt: new Date(row.changed_at).toISOString()
	};
}

function idsIn<Id extends string>(json: string): Id[] {
	const parsed: unknown = JSON.parse(json);
	return Array.isArray(parsed) ? (parsed.filter(isId) as Id[]) : [];
}
