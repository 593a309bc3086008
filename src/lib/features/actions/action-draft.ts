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

export type ActionFields = Pick<
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

const SETS = ['support', 'informed', 'dependsOn', 'unread'] as const;

/**
 * What was changed in the form since it was opened, and nothing else, so that what others change meanwhile stays; of a
 * set, who was added and who was taken out. An organisation and its person are one choice.
 */
export function changesOf(
	opened: ActionDraft,
	draft: ActionDraft,
	now: ActionRecord
): Partial<ActionFields> {
	const [before, after] = [fieldsOf(opened), fieldsOf(draft)];
	const isSame = (key: keyof ActionFields) =>
		JSON.stringify(before[key]) === JSON.stringify(after[key]);
	const isLead = (key: string) => key === 'leadOrganisation' || key === 'leadPerson';
	const isOtherLead = !isSame('leadOrganisation') || !isSame('leadPerson');
	const keys = Object.keys(after) as (keyof ActionFields)[];
	const changed = keys.filter((key) => (isLead(key) ? isOtherLead : !isSame(key)));
	const next = { ...after };
	for (const key of SETS) Object.assign(next, { [key]: merged(before[key], after[key], now[key]) });
	return Object.fromEntries(changed.map((key) => [key, next[key]]));
}

/** A set with what was added to another and without what was taken out of it. */
function merged(
	before: readonly string[],
	after: readonly string[],
	now: readonly string[]
): string[] {
	const stayed = now.filter((one) => after.includes(one) || !before.includes(one));
	const added = after.filter((one) => !before.includes(one) && !now.includes(one));
	return [...stayed, ...added];
}

/** The fields of an action as a form has them. */
export function fieldsOf({
	text,
	leadOrganisation,
	leadPerson,
	support,
	informed,
	due,
	priority,
	dependsOn,
	unread
}: ActionDraft): ActionFields {
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
