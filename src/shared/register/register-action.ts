import type { MoveName, LeadAnswer } from '../follow-up/moves.ts';
import type { Priority, ActionStatus, TakenOn } from '../follow-up/status.ts';
import type { ActionId, SessionId, DocumentId, AgendaItemId, PersonId } from '../ids.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { OrganisationView } from '../people.ts';
import type { Day } from '../time/dates.ts';

/** A row of the actions register across sessions. */
export interface RegisterAction {
	readonly id: ActionId;
	readonly reference: string;
	readonly session: { readonly id: SessionId; readonly reference: string; readonly title: string };
	readonly document: DocumentId;
	/** Its document's label. */
	readonly label: Label;
	/** For whom its document is; undefined for everybody. */
	readonly limits?: AudienceLimits | undefined;
	readonly item: AgendaItemId | undefined;
	readonly text: string;
	readonly priority: Priority;
	readonly lead: OrganisationView | undefined;
	readonly leadPerson: { readonly id: PersonId; readonly name: string } | undefined;
	readonly support: readonly OrganisationView[];
	readonly informed: readonly OrganisationView[];
	readonly due: Day | undefined;
	/** The due date at the time it was agreed. */
	readonly originalDue: Day | undefined;
	/** How often the date has been postponed since. */
	readonly slips: number;
	readonly overdue: boolean;
	readonly status: ActionStatus;
	readonly takenOn: TakenOn | undefined;
	/** Increases by one with every change. */
	readonly revision: number;
	/** Milliseconds since 1970. */
	readonly changedAt: number;
	readonly illustrative: boolean;
	readonly void: boolean;
	readonly mayEdit: boolean;
	/** The moves that the reader may make now. */
	readonly moves: readonly MoveName[];
	/** The answers the reader may give for the lead organisation. */
	readonly answers: readonly LeadAnswer[];
}

/** An action from an earlier session of the series that was still open when this one opened. */
export interface CarriedAction extends RegisterAction {
	/** Days since it was numbered. */
	readonly age: number;
	readonly postponed: number;
}
