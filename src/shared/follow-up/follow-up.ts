import type { Day } from '../time/dates.ts';
import type { ActionId, DocumentId, OrganisationId, PersonId, SessionId } from '../ids.ts';
import type { ActionStatus, TakenOn } from './status.ts';

/** An action in the document that holds it. */
export interface ActionPlace {
	readonly document: DocumentId;
	readonly action: ActionId;
}

/** What the server decides of an action, beside what its document says. */
export interface FollowUpView extends ActionPlace {
	readonly session: SessionId;
	/** Moves by one with every change; the newer view counts. */
	readonly revision: number;
	readonly status: ActionStatus;
	/** Undefined while nobody leads it, and where the lead was not asked. */
	readonly takenOn: TakenOn | undefined;
	/** The date when it was agreed. */
	readonly originalDue: Day | undefined;
	/** How often the date was put off since. */
	readonly slips: number;
	/** Milliseconds since 1970: when the due day ends where the lead is. */
	readonly dueAt: number | undefined;
}

/** Who leads: one organisation and, once named, one person of it. */
export interface Lead {
	readonly organisation: OrganisationId | undefined;
	readonly person: PersonId | undefined;
}

/** What happened to an action. `words` are a note, a reason or a reference, and as secret as the document. */
export type FollowUpEvent =
	| {
			readonly kind: 'lead';
			readonly from: Lead;
			readonly to: Lead;
			/** Who says to have written the action, when it is new. */
			readonly writer?: PersonId;
	  }
	| { readonly kind: 'due'; readonly from: Day | undefined; readonly to: Day | undefined }
	| {
			readonly kind: 'moved';
			readonly from: ActionStatus;
			readonly to: ActionStatus;
			/** The action that takes its place. */
			readonly by?: ActionId;
	  }
	| ({ readonly kind: 'taken-on'; readonly to: Exclude<TakenOn, 'asked'> } & WithStep)
	| { readonly kind: 'progress' }
	| ({ readonly kind: 'evidence' } & WithStep);

interface WithStep {
	/** The status that was reached in the same breath. */
	readonly step?: ActionStatus;
}

export type FollowUpKind = FollowUpEvent['kind'];

/** A line of an action's history. */
export interface FollowUpEntry {
	/** Counts up over all actions. */
	readonly seq: number;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Who; undefined where it was read from the document, or the person is gone. */
	readonly by: { readonly id: PersonId; readonly name: string; readonly code: string } | undefined;
	readonly event: FollowUpEvent;
	readonly words: string;
	/** What people call whoever and whatever the event names by id. */
	readonly names: Readonly<Record<string, string>>;
}

/** The newer of two views of one action. */
export function newerFollowUp(one: FollowUpView, other: FollowUpView): FollowUpView {
	return one.revision >= other.revision ? one : other;
}
