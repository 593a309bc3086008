import type { Day } from '../time/dates.ts';
import type { OrganisationId } from '../ids.ts';
import type { FollowUpEvent, Lead } from './follow-up.ts';
import type { ActionStatus, TakenOn } from './status.ts';

/** What the server keeps about an action besides its document. */
export interface Kept {
	readonly status: ActionStatus;
	readonly takenOn: TakenOn | undefined;
	readonly originalDue: Day | undefined;
	readonly slips: number;
	readonly lead: Lead;
	readonly due: Day | undefined;
}

export const NEW_ACTION: Kept = {
	status: 'proposed',
	takenOn: undefined,
	originalDue: undefined,
	slips: 0,
	lead: { organisation: undefined, person: undefined },
	due: undefined
};

/** What a document says now. */
export interface Edited {
	readonly lead: Lead;
	readonly due: Day | undefined;
	/** The delegation of the person who wrote the action. */
	readonly writer: OrganisationId | undefined;
}

/**
 * The effect of an edit in the document: a lead from another organisation is asked to accept the action, and a date
 * postponed after the action was agreed counts as a slip. Both go into the history.
 */
export function afterEdit(
	before: Kept,
	{ lead, due, writer }: Edited
): Kept & { readonly events: readonly FollowUpEvent[] } {
	const leadChanged =
		lead.organisation !== before.lead.organisation || lead.person !== before.lead.person;
	const isAgreed = before.status !== 'proposed';
	const dueChanged = due !== before.due && isAgreed;
	const putOff = dueChanged && due !== undefined && before.due !== undefined && due > before.due;
	return {
		status: before.status,
		takenOn: takenOn(before, lead.organisation, writer),
		originalDue: isAgreed ? (before.originalDue ?? due) : undefined,
		slips: before.slips + (putOff ? 1 : 0),
		lead,
		due,
		events: [
			...(leadChanged ? [{ kind: 'lead', from: before.lead, to: lead } as const] : []),
			...(dueChanged ? [{ kind: 'due', from: before.due, to: due } as const] : [])
		]
	};
}

/**
 * The lead is asked if it gets the action from another organisation: from its writer at first, later from the previous
 * lead.
 */
function takenOn(
	before: Kept,
	organisation: OrganisationId | undefined,
	writer: OrganisationId | undefined
): TakenOn | undefined {
	if (organisation === before.lead.organisation) return before.takenOn;
	if (organisation === undefined) return undefined;
	return organisation === (before.lead.organisation ?? writer) ? undefined : 'asked';
}
