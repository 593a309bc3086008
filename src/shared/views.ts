import type { DocumentKind, Role } from './access.ts';
import type { ActionRecord } from './board/actions.ts';
import type { FollowUpView } from './follow-up/follow-up.ts';
import type { Answer, MoveName } from './follow-up/moves.ts';
import type { ActionStatus, Priority, TakenOn } from './follow-up/status.ts';
import type { BriefingHead } from './board/briefing-head.ts';
import type { DecisionKind, DecisionRecord, DecisionVerb } from './board/decisions.ts';
import type { BriefingTypeKey } from './briefing-types.ts';
import type { Day } from './dates.ts';
import type {
	ActionId,
	AgendaItemId,
	CalendarFeedId,
	DecisionId,
	DocumentId,
	OrganisationId,
	PersonId,
	SeriesId,
	SessionId,
	VersionId
} from './ids.ts';
import type { Label } from './markings.ts';
import type { ReadBackResult, ReadBackView } from './read-back.ts';
import type { RichNode } from './rich-text.ts';
import type { SessionState } from './run/run-view.ts';

/** What pages show: plain data that the server hands over. Missing values are undefined, never empty strings or null. */
export interface OrganisationView {
	readonly id: OrganisationId;
	readonly code: string;
	readonly name: string;
	readonly country: string;
	readonly colour: string;
}

/** What administrators see of an organisation. */
export interface OrganisationDetails extends OrganisationView {
	/** Where its people sit; undefined: in the zone of each session. */
	readonly timeZone: string | undefined;
}

export interface PersonView {
	readonly id: PersonId;
	readonly name: string;
	readonly function: string;
	readonly email: string | undefined;
	readonly administrator: boolean;
	readonly illustrative: boolean;
	readonly organisation: OrganisationView;
}

export interface SessionDetails {
	readonly id: SessionId;
	/** `JS-01` */
	readonly reference: string;
	readonly title: string;
	readonly date: Day;
	/** "10:00" in `timeZone` */
	readonly startsAt: string | undefined;
	readonly timeZone: string;
	readonly place: string | undefined;
	readonly purpose: string | undefined;
	readonly source: string | undefined;
	readonly hosts: readonly string[];
	readonly label: Label;
	readonly community: string;
	readonly clients: string;
	readonly state: SessionState;
	readonly series: SeriesView | undefined;
}

export interface SessionSummary extends SessionDetails {
	readonly role: Role;
	readonly delegations: number;
	readonly openActions: number;
}

export interface Participant {
	readonly person: PersonId;
	readonly name: string;
	readonly function: string;
	readonly role: Role;
	/** Chair, speaker, interpreter …: as it prints. */
	readonly capacity: string;
	readonly organisation: OrganisationId;
	/** `Meier`: what to type after @. */
	readonly handle: string;
	readonly illustrative: boolean;
	readonly canSignIn: boolean;
}

export interface Delegation {
	readonly organisation: OrganisationView;
	readonly people: readonly Participant[];
}

export const ITEM_KINDS = {
	opening: 'Opening remarks',
	topical: 'Topical session',
	conclusions: 'Conclusions',
	other: 'Other business'
} as const;
export type ItemKind = keyof typeof ITEM_KINDS;

export interface Speaker {
	readonly name: string;
	readonly function: string;
}

export interface AgendaItem {
	readonly id: AgendaItemId;
	/** "4" */
	readonly number: string;
	readonly kind: ItemKind;
	readonly title: string;
	readonly plannedMinutes: number | undefined;
	readonly speakers: readonly Speaker[];
	/** Delegations that have to be there for it. */
	readonly needs: readonly OrganisationId[];
	/** How often it was put off to a next session; 0 for one that began here. */
	readonly postponed: number;
}

export interface DocumentView {
	readonly id: DocumentId;
	readonly kind: DocumentKind;
	readonly title: string;
	readonly label: Label;
	/** Codes of the organisations it is limited to; empty when every participant may have it. */
	readonly audience: readonly string[];
	readonly access: 'read' | 'write';
	/** Of a briefing: what its head must have. */
	readonly briefingType: BriefingTypeKey | undefined;
	readonly illustrative: boolean;
}

/** A state of a document that somebody gave a name. */
export interface VersionView {
	readonly id: VersionId;
	readonly label: string;
	/** Undefined when the server kept it by itself, or the person is gone. */
	readonly by: string | undefined;
	/** Milliseconds since 1970. */
	readonly at: number;
}

export interface VersionSection {
	/** Of an agenda item; empty for other texts, which have no heading either. */
	readonly number: string;
	readonly heading: string;
	readonly body: RichNode;
}

/** What a version says. */
export interface VersionText {
	/** Of a briefing. */
	readonly head: BriefingHead | undefined;
	/** Those that say something. */
	readonly sections: readonly VersionSection[];
	readonly actions: readonly ActionRecord[];
	readonly decisions: readonly DecisionRecord[];
}

/** Everything the room shows that the server decides. */
export interface SessionView {
	readonly details: SessionDetails;
	readonly role: Role;
	readonly delegations: readonly Delegation[];
	readonly agenda: readonly AgendaItem[];
	readonly documents: readonly DocumentView[];
	/** The day of the next session of the series, when it is planned and the reader takes part in it. */
	readonly nextSession: Day | undefined;
	/** The last read-back of each decision in those documents. */
	readonly readBacks: readonly ReadBackView[];
	/** Where the actions of those documents stand. */
	readonly followUps: readonly FollowUpView[];
	/** Open actions of earlier sessions of the series, of those that the reader may have. */
	readonly carried: readonly CarriedAction[];
}

/** A row of the actions register across sessions. */
export interface RegisterAction {
	readonly id: ActionId;
	readonly reference: string;
	readonly session: { readonly id: SessionId; readonly reference: string; readonly title: string };
	readonly document: DocumentId;
	/** Of its document. */
	readonly label: Label;
	readonly item: AgendaItemId | undefined;
	readonly text: string;
	readonly priority: Priority;
	readonly lead: OrganisationView | undefined;
	readonly leadPerson: { readonly id: PersonId; readonly name: string } | undefined;
	readonly support: readonly OrganisationView[];
	readonly informed: readonly OrganisationView[];
	readonly due: Day | undefined;
	/** The date when it was agreed. */
	readonly originalDue: Day | undefined;
	/** How often the date was put off since. */
	readonly slips: number;
	readonly overdue: boolean;
	readonly status: ActionStatus;
	readonly takenOn: TakenOn | undefined;
	/** Moves by one with every change. */
	readonly revision: number;
	/** Milliseconds since 1970. */
	readonly changedAt: number;
	readonly illustrative: boolean;
	readonly void: boolean;
	readonly mayEdit: boolean;
	/** The moves that the reader may make now. */
	readonly moves: readonly MoveName[];
	/** What the reader may answer for the lead organisation. */
	readonly answers: readonly Answer[];
}

/** Where a decision stands: `read-back` while it is read back, `in-force` until another one changes it. */
export const STANDINGS = {
	'in-force': 'In force',
	'read-back': 'Being read back',
	'not-agreed': 'Not agreed',
	amended: 'Amended',
	superseded: 'Superseded'
} as const;
export type Standing = keyof typeof STANDINGS;

/** A row of the register of decisions across sessions. */
export interface RegisterDecision {
	readonly id: DecisionId;
	readonly document: DocumentId;
	readonly reference: string;
	readonly session: {
		readonly id: SessionId;
		readonly reference: string;
		readonly title: string;
		readonly date: Day;
	};
	readonly series: SeriesView | undefined;
	readonly kind: DecisionKind;
	readonly verb: DecisionVerb;
	readonly text: string;
	readonly standing: Standing;
	/** The later decision that amends or supersedes it; undefined as well when the reader may not have that one. */
	readonly changedBy:
		| {
				readonly id: DecisionId;
				readonly document: DocumentId;
				readonly session: SessionId;
				readonly reference: string;
		  }
		| undefined;
	readonly readBack:
		| {
				/** Undefined while it goes on. */
				readonly result: ReadBackResult | undefined;
				readonly reservations: readonly {
					/** Code of the delegation. */
					readonly organisation: string;
					readonly liftBy: Day | undefined;
					readonly isLifted: boolean;
				}[];
		  }
		| undefined;
	readonly illustrative: boolean;
	readonly void: boolean;
	/** The reader may say what amends or supersedes it. */
	readonly mayChange: boolean;
}

/** Sessions that follow each other and carry over what is open. */
export interface SeriesView {
	readonly id: SeriesId;
	readonly name: string;
}

/** An action of an earlier session of the series that was open when this one opened. */
export interface CarriedAction extends RegisterAction {
	/** Days since it got its number. */
	readonly age: number;
	readonly postponed: number;
}

/** A link that shows due dates to a calendar program. */
export interface CalendarFeedView {
	readonly id: CalendarFeedId;
	readonly whose: 'mine' | 'organisation';
	/** Whole-day events as well, for programs that ignore to-dos. */
	readonly events: boolean;
	/** Milliseconds since 1970. */
	readonly createdAt: number;
	/** When a program read it last; undefined while none has. */
	readonly readAt: number | undefined;
}

/** What a new session can start from. */
export interface TemplateView {
	readonly key: string;
	readonly name: string;
	readonly description: string;
	/** True when somebody of the reader's organisation saved it. */
	readonly isSaved: boolean;
}
