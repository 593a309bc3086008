import type { NotificationView } from '../follow-up/notification.ts';
import type { DocumentId, PersonId, SessionId } from '../ids.ts';
import type { FollowUpView } from '../follow-up/follow-up.ts';
import type { ReadBackView } from '../decisions/read-back.ts';
import type { PersonAttendance } from '../run/attendance.ts';
import type { RunView } from '../run/run-view.ts';

/** Someone who has the session open now. */
export interface Present {
	readonly person: PersonId;
	readonly name: string;
	readonly organisation: string;
	readonly colour: string;
}

/** What of a session changed; a page loads that part again. */
export type SessionPart = 'details' | 'agenda' | 'people' | 'documents' | 'registers';

/** Reference by object id, such as `JS-01-A1`. */
export type Numbers = Readonly<Record<string, string>>;

/** What the server says over socket.io. */
export interface ServerEvents {
	/** Everybody who is here; to who just entered. */
	present: (session: SessionId, present: readonly Present[]) => void;
	/** Who came and who went since. */
	presentChanged: (session: SessionId, came: readonly Present[], went: readonly PersonId[]) => void;
	/** What runs and who has the floor, whole: to who just entered, and to all after each change. */
	run: (session: SessionId, run: RunView) => void;
	/** All that is known of everybody's attendance; to who just entered, and to all when the session closes. */
	attendance: (session: SessionId, people: readonly PersonAttendance[]) => void;
	/** All that is known of the attendance of those for whom it changed. */
	attendanceChanged: (session: SessionId, people: readonly PersonAttendance[]) => void;
	changed: (session: SessionId, part: SessionPart) => void;
	numbers: (session: SessionId, numbers: Numbers) => void;
	/** Only to those who may read the document. */
	versions: (document: DocumentId) => void;
	/** Only to those who may read the document. */
	readBack: (session: SessionId, view: ReadBackView) => void;
	/** Only to those who may read the document. */
	followUp: (session: SessionId, view: FollowUpView) => void;
	/** Something in the registers of one of the person's sessions changed; says nothing more. */
	registers: () => void;
	notification: (notification: NotificationView) => void;
	signedOut: () => void;
	removed: (session: SessionId) => void;
}

/** What a browser asks over socket.io. Answers false when the person is no participant. */
export interface ClientEvents {
	enter: (session: unknown, answer: (entered: boolean) => void) => void;
	leave: (session: unknown) => void;
}
