import type { Day } from '../time/dates.ts';
import type { OrganisationId } from '../ids.ts';
import type { FollowUpEvent, Lead } from './follow-up.ts';
import type { ActionStatus, TakenOn } from './status.ts';

/** What the server keeps of an action beside its document. */
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
	/** For whom whoever wrote the action sits there. */
	readonly writer: OrganisationId | undefined;
}

/**
 * What an edit of the document comes to: a lead of another organisation is asked whether it takes the action on, a date
 * put off after it was agreed is a slip, and both are remembered.
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

/** Asked is whoever gets an action from others: at first from its writer, later from the lead before. */
function takenOn(
	before: Kept,
	organisation: OrganisationId | undefined,
	writer: OrganisationId | undefined
): TakenOn | undefined {
	if (organisation === before.lead.organisation) return before.takenOn;
	if (organisation === undefined) return undefined;
	return organisation === (before.lead.organisation ?? writer) ? undefined : 'asked';
}
