import type { ActionRecord } from '#shared/board/actions.ts';
import type { ActionStatus } from '#shared/follow-up/status.ts';
import type { OrganisationId, PersonId } from '#shared/ids.ts';

/** What the form holds while somebody edits an action. */
export interface ActionDraft {
	text: string;
	leadOrganisation: OrganisationId | undefined;
	leadPerson: PersonId | undefined;
	support: OrganisationId[];
	/** Empty while no date is chosen. */
	due: string;
	status: ActionStatus;
	/** Words of the typed line that nobody understands yet. */
	unread: string[];
}

/** A form for an action, or for a new one. */
export function draftOf(action: ActionRecord | undefined): ActionDraft {
	return {
		text: action?.text ?? '',
		leadOrganisation: action?.leadOrganisation,
		leadPerson: action?.leadPerson,
		support: [...(action?.support ?? [])],
		due: action?.due ?? '',
		status: action?.status ?? 'agreed',
		unread: [...(action?.unread ?? [])]
	};
}

type Fields = Pick<
	ActionRecord,
	'text' | 'leadOrganisation' | 'leadPerson' | 'support' | 'due' | 'status' | 'unread'
>;

/** Everything for a new action; for an existing one only what the form changed, so that others' edits stay. */
export function changesOf(action: undefined, draft: ActionDraft): Fields;
export function changesOf(action: ActionRecord, draft: ActionDraft): Partial<Fields>;
export function changesOf(action: ActionRecord | undefined, draft: ActionDraft): Partial<Fields> {
	const next = fieldsOf(draft);
	if (!action) return next;
	const same = (key: keyof Fields) => JSON.stringify(next[key]) === JSON.stringify(action[key]);
	const keys = Object.keys(next) as (keyof Fields)[];
	return Object.fromEntries(keys.filter((key) => !same(key)).map((key) => [key, next[key]]));
}

function fieldsOf({
	text,
	leadOrganisation,
	leadPerson,
	support,
	due,
	status,
	unread
}: ActionDraft): Fields {
	const others = support.filter((organisation) => organisation !== leadOrganisation).sort();
	const date = due === '' ? undefined : due;
	const who = { leadOrganisation, leadPerson, support: others };
	return { text: text.trim(), ...who, due: date, status, unread };
}
