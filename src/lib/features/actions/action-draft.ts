import type { ActionRecord } from '#shared/board/actions.ts';
import type { Priority } from '#shared/follow-up/status.ts';
import type { ActionId, OrganisationId, PersonId } from '#shared/ids.ts';

/** The state of the form while an action is edited. */
export interface ActionDraft {
	text: string;
	leadOrganisation: OrganisationId | undefined;
	leadPerson: PersonId | undefined;
	support: OrganisationId[];
	informed: OrganisationId[];
	/** Empty if no date is chosen. */
	due: string;
	priority: Priority;
	dependsOn: ActionId[];
	/** Words of the typed line that are still unread. */
	unread: string[];
}

/** The draft of an existing action, or of a new one. */
export function draftOf(action: ActionRecord | undefined): ActionDraft {
	return {
		text: action?.text ?? '',
		leadOrganisation: action?.leadOrganisation,
		leadPerson: action?.leadPerson,
		support: [...(action?.support ?? [])],
		informed: [...(action?.informed ?? [])],
		due: action?.due ?? '',
		priority: action?.priority ?? 'normal',
		dependsOn: [...(action?.dependsOn ?? [])],
		unread: [...(action?.unread ?? [])]
	};
}

type Fields = Pick<
	ActionRecord,
	| 'text'
	| 'leadOrganisation'
	| 'leadPerson'
	| 'support'
	| 'informed'
	| 'due'
	| 'priority'
	| 'dependsOn'
	| 'unread'
>;

/** All fields for a new action; for an existing one only those changed in the form, so that others' edits stay. */
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
	informed,
	due,
	priority,
	dependsOn,
	unread
}: ActionDraft): Fields {
	const others = support.filter((organisation) => organisation !== leadOrganisation).sort();
	const told = informed.filter((one) => one !== leadOrganisation && !others.includes(one)).sort();
	const date = due === '' ? undefined : due;
	const who = { leadOrganisation, leadPerson, support: others, informed: told };
	return {
		text: text.trim(),
		...who,
		due: date,
		priority,
		dependsOn: [...dependsOn].sort(),
		unread
	};
}
