import type { Day } from '../time/dates.ts';
import type { ActionId, DocumentId, OrganisationId, PersonId, SessionId } from '../ids.ts';
import type { AskedChange } from './change-request.ts';
import type { ActionStatus, TakenOn } from './status.ts';

/** An action and the document that holds it. */
export interface ActionPlace {
	readonly document: DocumentId;
	readonly action: ActionId;
}

/** What the server decides about an action, besides what its document says. */
export interface FollowUpView extends ActionPlace {
	readonly session: SessionId;
	/** Increases by one with every change; the newer view wins. */
	readonly revision: number;
	readonly status: ActionStatus;
	/** Undefined while nobody leads it, and if the lead was not asked. */
	readonly takenOn: TakenOn | undefined;
	/** The due date at the time it was agreed. */
	readonly originalDue: Day | undefined;
	/** How often the date has been postponed since. */
	readonly slips: number;
	/** When the due day ends in the lead's zone, in milliseconds since 1970. */
	readonly dueAt: number | undefined;
	/** How many changes of it people ask for, and wait. */
	readonly changesAsked: number;
	/** What was agreed, while the document says something else or nothing; it counts. */
	readonly agreed: AgreedAction | undefined;
}

/** The parts of an action that count once it is agreed. */
export interface AgreedAction {
	readonly text: string;
	readonly leadOrganisation: OrganisationId | undefined;
	readonly leadPerson: PersonId | undefined;
	readonly due: Day | undefined;
}

/** The lead: one organisation and, once named, one of its people. */
export interface Lead {
	readonly organisation: OrganisationId | undefined;
	readonly person: PersonId | undefined;
}

/** What happened to an action. `words` are a note, a reason or a reference; they carry the document's marking. */
export type FollowUpEvent =
	| {
			readonly kind: 'lead';
			readonly from: Lead;
			readonly to: Lead;
			/** The author a new action claims to have. */
			readonly writer?: PersonId;
	  }
	| { readonly kind: 'due'; readonly from: Day | undefined; readonly to: Day | undefined }
	| {
			readonly kind: 'moved';
			readonly from: ActionStatus;
			readonly to: ActionStatus;
			/** The action that supersedes it. */
			readonly by?: ActionId;
	  }
	| ({ readonly kind: 'taken-on'; readonly to: Exclude<TakenOn, 'asked'> } & WithStep)
	| { readonly kind: 'progress' }
	| ({ readonly kind: 'evidence' } & WithStep)
	| { readonly kind: 'asked'; readonly change: AskedChange }
	| { readonly kind: 'granted'; readonly asker: PersonId }
	| { readonly kind: 'refused'; readonly asker: PersonId };

interface WithStep {
	/** The status reached by the same command. */
	readonly step?: ActionStatus;
}

export type FollowUpKind = FollowUpEvent['kind'];

/** An entry in an action's history. */
export interface FollowUpEntry {
	/** One sequence across all actions. */
	readonly seq: number;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Undefined if the change was read from the document, or the person is gone. */
	readonly by: { readonly id: PersonId; readonly name: string; readonly code: string } | undefined;
	readonly event: FollowUpEvent;
	readonly words: string;
	/** Display names for the ids in the event. */
	readonly names: Readonly<Record<string, string>>;
}

/** The newer of two views of one action. */
export function newerFollowUp(one: FollowUpView, other: FollowUpView): FollowUpView {
	return one.revision >= other.revision ? one : other;
}
