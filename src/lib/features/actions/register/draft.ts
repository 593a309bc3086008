import type { Priority } from '#shared/follow-up/status.ts';
import type { OrganisationId, PersonId } from '#shared/ids.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { difference, type FieldChange } from './change.ts';

/** The values of the controls in an edited row. */
export interface RowDraft {
	text: string;
	/** Empty if none. */
	due: string;
	priority: Priority;
	/** See {@link leadKey}. */
	lead: string;
}

/** The draft of an unchanged action. */
export function draftOf(action: RegisterAction): RowDraft {
	return {
		...{ text: action.text, due: action.due ?? '', priority: action.priority },
		lead: leadKey(action.lead?.id, action.leadPerson?.id)
	};
}

/** Organisation and person as one choice, so that the person always belongs to the organisation. */
export function leadKey(organisation: OrganisationId | undefined, person: PersonId | undefined) {
	return [organisation ?? '', person ?? ''].join(' ');
}

/** The change that a draft makes; undefined if it makes none. */
export function changeOf(action: RegisterAction, draft: RowDraft): FieldChange | undefined {
	const [organisation = '', person = ''] = draft.lead.split(' ');
	return difference(action, {
		...{ text: draft.text.trim(), due: draft.due === '' ? null : draft.due },
		priority: draft.priority,
		leadOrganisation: organisation === '' ? null : (organisation as OrganisationId),
		leadPerson: person === '' ? null : (person as PersonId)
	});
}
