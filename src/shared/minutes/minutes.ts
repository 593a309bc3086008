import type { ActionStatus } from '../follow-up/status.ts';
import type { BriefingHead } from '../board/briefing-head.ts';
import type { DecisionKind, DecisionVerb } from '../board/decisions.ts';
import type { Day } from '../time/dates.ts';
import type { DocumentId } from '../ids.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { ReadBackResult } from '../decisions/read-back.ts';
import type { OwnStanding } from '../decisions/standing.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { StayMode } from '../run/attendance.ts';
import type { MomentKind } from '../run/run-view.ts';
import type { Attribution, MinutesStatus } from './edition.ts';
import type { MinutesFile } from './minutes-file.ts';
import type { MinutesSeal } from './seal.ts';

/**
 * The minutes of a session as one reader may see them: plain data, complete, in print order. Exporters read nothing
 * else, so what is not in here cannot leak. An undefined field prints `blank`; it is never filled in by guessing.
 */
export interface Minutes {
	readonly schema: 'briefing-board/minutes/1';
	readonly control: MinutesControl;
	/** Printed where nothing is recorded: "not recorded" or "not stated in the source". */
	readonly blank: string;
	readonly meeting: MinutesMeeting;
	readonly delegations: readonly MinutesDelegation[];
	/** In agenda order, each with its notes. */
	readonly items: readonly MinutesItem[];
	readonly decisions: readonly MinutesDecision[];
	readonly conclusions: readonly MinutesDecision[];
	readonly actions: readonly MinutesAction[];
	/** What is attached to what this version prints; absent in minutes of before there were files. */
	readonly files?: readonly MinutesFile[];
	/** References of records that are withheld from this reader; they print at their place. */
	readonly withheld: readonly string[];
	readonly annexes: readonly MinutesAnnex[];
	/** Of a copy of adopted minutes. */
	readonly seal?: MinutesSeal;
}

export interface MinutesControl {
	/** `JS-01-MIN`, `JS-01-MIN REV 2` */
	readonly reference: string;
	readonly status: MinutesStatus;
	readonly language: 'en';
	readonly label: Label;
	/** What carries that label, where the session itself has a milder one. */
	readonly because: readonly string[];
	/** Who gets this copy, said on each page; undefined where anybody may whom the label allows. */
	readonly recipient?: string | undefined;
	/** Who the TLP terms "community" and "clients" mean in this session; empty if not stated. */
	readonly community: string;
	readonly clients: string;
	/** What the record was prepared from, such as a press release; undefined for notes taken live. */
	readonly source: string | undefined;
	/** Everything, or without content marked illustrative. */
	readonly version: 'complete' | 'without illustrative content';
	/** Number of units withheld from this reader; listed in an annex. */
	readonly withheld: number;
	/** ISO 8601, UTC. */
	readonly preparedAt: string;
}

/** The marking of what comes from another document than the notes, where it is another than theirs. */
export interface MinutesMark {
	readonly label: Label;
	/** Undefined: everybody. */
	readonly limits?: AudienceLimits | undefined;
}

export interface MinutesMeeting {
	readonly reference: string;
	readonly title: string;
	readonly hosts: readonly string[];
	readonly date: Day;
	/** "10:00", in `timeZone`. */
	readonly startsAt: string | undefined;
	readonly timeZone: string;
	/** When it was actually opened, suspended, resumed and closed, in order; undefined if it never ran. */
	readonly moments: readonly MinutesMoment[] | undefined;
	readonly place: string | undefined;
	readonly chair: string | undefined;
	readonly rapporteur: string | undefined;
	readonly purpose: string | undefined;
	/** The minutes of earlier sessions that it adopted. */
	readonly adopted?: readonly string[];
	/** The next session of its series, if one is planned. */
	readonly next?: { readonly reference: string; readonly date: Day } | undefined;
}

export interface MinutesMoment {
	readonly kind: MomentKind;
	/** ISO 8601, UTC. */
	readonly at: string;
}

/** Actual start and end of something; ISO 8601, UTC. */
export interface MinutesTimes {
	readonly start: string;
	/** Undefined if it was still going on when the minutes were prepared. */
	readonly end: string | undefined;
}

export interface MinutesDelegation {
	readonly organisation: string;
	readonly code: string;
	readonly country: string;
	readonly people: readonly MinutesPerson[];
}

export interface MinutesPerson {
	readonly name: string;
	readonly function: string;
	readonly capacity: string;
	readonly illustrative: boolean;
	/** Undefined if nothing is recorded; prints `blank` if something is recorded about others. */
	readonly attendance: MinutesAttendance | undefined;
}

export interface MinutesAttendance {
	/** In order of arrival; empty if the person never came. */
	readonly stays: readonly MinutesStay[];
	/** The absence recorded after the last stay, or for the whole session. */
	readonly absence: MinutesAbsence | undefined;
}

export interface MinutesStay extends MinutesTimes {
	readonly mode: StayMode;
}

export type MinutesAbsence =
	| { readonly kind: 'excused' }
	| {
			readonly kind: 'replaced';
			/** Undefined if this version does not name the other person. */
			readonly by: Pick<MinutesPerson, 'name' | 'illustrative'> | undefined;
	  };

export interface MinutesItem {
	/** "4" */
	readonly number: string;
	readonly title: string;
	readonly speakers: readonly { readonly name: string; readonly function: string }[];
	/** Undefined: people are named. */
	readonly attribution?: Attribution | undefined;
	/** Each time that it ran, in order; none if it never did. */
	readonly times: readonly MinutesTimes[];
	/**
	 * A `doc` node. Nodes of type `actionBlock` and `decisionBlock` carry `attrs.id`, the `id` of an entry in
	 * `actions`, `decisions` or `conclusions`. An unknown id was withdrawn and prints nothing. Those of type `pictureBlock` carry
	 * the `id` of an entry in `files`; an unknown one was removed, or is withheld.
	 */
	readonly notes: RichNode;
}

export interface MinutesDecision {
	readonly id: string;
	/** `JS-01-D1`, `JS-01-C1` */
	readonly reference: string;
	readonly kind: DecisionKind;
	readonly verb: DecisionVerb;
	readonly text: string;
	/** Number of the agenda item, if any. */
	readonly item: string | undefined;
	/** Undefined: that of the notes. */
	readonly mark?: MinutesMark | undefined;
	readonly illustrative: boolean;
	/** Withdrawn: the number stays and prints "void", text is empty. */
	readonly void: boolean;
	/** What it counts for at the time of the minutes; only what is in force is decided. */
	readonly standing: OwnStanding;
	/** How it was read back to the delegations; undefined if it was not. */
	readonly readBack: MinutesReadBack | undefined;
}

/** Delegations are named in full, in protocol order. */
export interface MinutesReadBack {
	/** Undefined while it is open. */
	readonly result: ReadBackResult | undefined;
	/** ISO 8601, UTC. */
	readonly closedAt: string | undefined;
	readonly agreed: readonly string[];
	readonly reservations: readonly MinutesReservation[];
	readonly notJoining: readonly string[];
	readonly notPresent: readonly string[];
}

export interface MinutesReservation {
	readonly delegation: string;
	/** In the delegation's words; may be empty. */
	readonly words: string;
	readonly liftBy: Day | undefined;
	readonly isLifted: boolean;
}

export interface MinutesAction {
	readonly id: string;
	readonly reference: string;
	readonly text: string;
	readonly lead: string | undefined;
	readonly leadPerson: string | undefined;
	readonly support: readonly string[];
	readonly due: Day | undefined;
	readonly status: ActionStatus;
	/** Its lead organisation does not take it on, and nobody else has yet. */
	readonly isDeclined: boolean;
	readonly item: string | undefined;
	/** Undefined: that of the notes. */
	readonly mark?: MinutesMark | undefined;
	readonly illustrative: boolean;
	readonly void: boolean;
}

/** Numbered from 1 as in the complete record, whoever reads. */
export type MinutesAnnex = { readonly number: number } & (
	| { readonly kind: 'participants'; readonly title: string }
	| {
			readonly kind: 'text';
			readonly id: DocumentId;
			readonly title: string;
			readonly label: Label;
			readonly limits?: AudienceLimits | undefined;
			readonly body: RichNode;
	  }
	| {
			readonly kind: 'briefing';
			readonly id: DocumentId;
			readonly title: string;
			readonly label: Label;
			readonly limits?: AudienceLimits | undefined;
			readonly head: BriefingHead;
			readonly body: RichNode;
	  }
	| {
			readonly kind: 'documents';
			readonly title: string;
			readonly documents: readonly ({ readonly title: string } & MinutesMark)[];
	  }
	/** In its place stood an annex that this version does not have. */
	| { readonly kind: 'missing'; readonly why: 'withheld' | 'illustrative' }
	| { readonly kind: 'withheld'; readonly title: string; readonly count: number }
);
