import type { AgendaItemId, DecisionId, DocumentId, RequestId, SessionId } from '../ids.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { RegisterAction } from '../register/register-action.ts';
import type { Segment, SessionState } from '../run/run-view.ts';
import type { Day } from '../time/dates.ts';

export interface SessionName {
	readonly id: SessionId;
	readonly reference: string;
	readonly title: string;
}

/** A wording that is being read back, and that the reader's delegation has not answered. */
export interface UnansweredReadBack {
	readonly session: SessionName;
	readonly decision: DecisionId;
	readonly reference: string;
	readonly text: string;
	/** Its document's label. */
	readonly label: Label;
	/** For whom its document is; undefined for everybody. */
	readonly limits?: AudienceLimits | undefined;
	readonly illustrative: boolean;
}

/** A request that waits for the reader, who marks the document as its originator. */
export interface AskedOfMe {
	readonly id: RequestId;
	readonly session: SessionName;
	readonly document: DocumentId;
	readonly title: string;
	readonly label: Label;
	readonly limits?: AudienceLimits | undefined;
	/** The organisation of who asks. */
	readonly code: string;
	readonly words: string;
	readonly until: Day | undefined;
}

/** How many things of one kind wait for the reader in a session. */
export interface WaitingIn {
	readonly session: SessionName;
	readonly count: number;
	/** May the reader settle them, or only prepare them for the chair? */
	readonly isChair: boolean;
}

/** What waits for one person, as far as they may read it. */
export interface Needs {
	readonly readBacks: readonly UnansweredReadBack[];
	/** Requests to the originator of documents, oldest first. */
	readonly asked: readonly AskedOfMe[];
	/** Actions that their organisation is asked to accept. */
	readonly toAccept: readonly RegisterAction[];
	/** Actions reported completed, which they may confirm. */
	readonly toConfirm: readonly RegisterAction[];
	/** Proposed decisions and conclusions of running and closed sessions whose record they keep. */
	readonly toRecord: readonly WaitingIn[];
	/** Changes that arrived after closing. */
	readonly held: readonly WaitingIn[];
}

/** A session that is live or suspended, and its running item. */
export interface RunningSession extends SessionName {
	readonly label: Label;
	readonly state: SessionState;
	readonly illustrative: boolean;
	readonly item:
		| {
				readonly id: AgendaItemId;
				readonly number: string;
				readonly title: string;
				readonly plannedMinutes: number | undefined;
		  }
		| undefined;
	/** When the item ran. */
	readonly segments: readonly Segment[];
	/** The server's clock when it sent this. */
	readonly now: number;
}

/** How far a newcomer is with their first session. */
export interface FirstSteps {
	/** Undefined until there is one. */
	readonly session: SessionName | undefined;
	/** There are other people, and a chair. */
	readonly hasPeople: boolean;
	/** The newcomer has written something in it. */
	readonly hasWritten: boolean;
}

/** The first page of a person, without their sessions. */
export interface Home {
	/** In the time zone of the person's organisation. */
	readonly today: Day;
	readonly running: readonly RunningSession[];
	readonly needs: Needs;
	/** The person's open actions, by due date. */
	readonly myActions: readonly RegisterAction[];
	/** Only for newcomers. */
	readonly firstSteps: FirstSteps | undefined;
}
