import type { NotificationView } from '../follow-up/notification.ts';
import type { DocumentId, PersonId, SessionId } from '../ids.ts';
import type { FollowUpView } from '../follow-up/follow-up.ts';
import type { ReadBackView } from '../decisions/read-back.ts';
import type { PersonAttendance } from '../run/attendance.ts';
import type { RecordsChange, RecordsView } from '../board/records-view.ts';
import type { RunView } from '../run/run-view.ts';

/** Someone who has the session open now. */
export interface Present {
	readonly person: PersonId;
	readonly name: string;
	readonly organisation: string;
	readonly colour: string;
}

/** The part of a session that changed; pages reload that part. */
export type SessionPart = 'details' | 'agenda' | 'people' | 'minutes' | 'documents' | 'registers';

/** Reference by object id, such as `JS-01-A1`. */
export type Numbers = Readonly<Record<string, string>>;

export type DocumentRecords = readonly [document: DocumentId, records: RecordsView];

/** What the server sends over socket.io. */
export interface ServerEvents {
	/** Everyone who is here; sent to a person who just entered. */
	present: (session: SessionId, present: readonly Present[]) => void;
	/** Who came and who went since the last one. */
	presentChanged: (session: SessionId, came: readonly Present[], went: readonly PersonId[]) => void;
	/** The whole run view; sent on entering, and to all after each change. */
	run: (session: SessionId, run: RunView) => void;
	/** Everyone's attendance; sent on entering, and to all when the session closes. */
	attendance: (session: SessionId, people: readonly PersonAttendance[]) => void;
	/** The whole attendance of those for whom it changed. */
	attendanceChanged: (session: SessionId, people: readonly PersonAttendance[]) => void;
	changed: (session: SessionId, part: SessionPart) => void;
	numbers: (session: SessionId, numbers: Numbers) => void;
	/** The records of documents that the person may read, all but the board; sent on entering, or when one is new. */
	records: (session: SessionId, records: readonly DocumentRecords[]) => void;
	/** Only to those who may read the document. */
	recordsChanged: (session: SessionId, document: DocumentId, change: RecordsChange) => void;
	/** Lines of a document went into an annex. Only to those who may read the document. */
	withheld: (document: DocumentId) => void;
	/** Files changed that the person may have; carries no content. */
	files: (session: SessionId) => void;
	/** Only to those who may read the document. */
	versions: (document: DocumentId) => void;
	/** Only to those who may read the document. */
	readBack: (session: SessionId, view: ReadBackView) => void;
	/** Only to those who may read the document. */
	followUp: (session: SessionId, view: FollowUpView) => void;
	/** Something changed in the registers of one of the person's sessions; carries no content. */
	registers: () => void;
	notification: (notification: NotificationView) => void;
	signedOut: () => void;
	removed: (session: SessionId) => void;
}

/** Why a socket was not let in; `someone-else`: the page was opened by another person than who is signed in now. */
export type TurnedAway = 'not-signed-in' | 'someone-else' | 'too-many';

/** Whether a page that enters a session knows all that was told there before; refused: the person is no participant. */
export type Entry = 'current' | 'behind' | 'refused';

/** What a browser asks over socket.io. */
export interface ClientEvents {
	/** With the moment as of which the page was read (ms since 1970, by the server's clock). */
	enter: (session: unknown, asOf: unknown, answer: (entry: Entry) => void) => void;
	leave: (session: unknown) => void;
	/** Asks whether the line lives. */
	here: (answer: () => void) => void;
}
