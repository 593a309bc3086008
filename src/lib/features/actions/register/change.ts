import type { Day } from '#shared/time/dates.ts';
import type { Priority } from '#shared/follow-up/status.ts';
import type { OrganisationId, PersonId } from '#shared/ids.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';

/** Fields of an action as sent in a command; null empties a field. */
export interface FieldChange {
	readonly text?: string;
	readonly due?: Day | null;
	readonly leadOrganisation?: OrganisationId | null;
	readonly leadPerson?: PersonId | null;
	readonly priority?: Priority;
}

/** The fields that differ from the action; undefined if none do. */
export function difference(action: RegisterAction, wanted: FieldChange): FieldChange | undefined {
	const now: Record<string, unknown> = { ...fieldsOf(action) };
	const changed = Object.entries(wanted).filter(([field, value]) => now[field] !== value);
	return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}

/** The previous values of the changed fields: what the person saw, and what undoes the change. */
export function inverse(before: RegisterAction, change: FieldChange): FieldChange {
	const fields = Object.entries(fieldsOf(before)).filter(([field]) => field in change);
	return Object.fromEntries(fields);
}

function fieldsOf(action: RegisterAction): Required<FieldChange> {
	return {
		text: action.text,
		due: action.due ?? null,
		leadOrganisation: action.lead?.id ?? null,
		leadPerson: action.leadPerson?.id ?? null,
		priority: action.priority
	};
}
