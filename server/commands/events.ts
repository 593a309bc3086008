import { EventEmitter } from 'node:events';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ReadBackView } from '#shared/decisions/read-back.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import type { Numbers, SessionPart } from '#shared/protocol/live.ts';
import type { RecordsView } from '#shared/board/records-view.ts';

/** Events in sessions. `compose/wiring.ts` connects them to their listeners. */
interface SessionEventMap {
	/** A part that all participants may know changed. */
	changed: [session: SessionId, part: Exclude<SessionPart, 'documents' | 'registers'>];
	/** Records of a document changed; only its readers may be told. */
	registers: [session: SessionId, document: DocumentId];
	/** The records of a document that is no board, as they are now; only its readers may be told. */
	records: [session: SessionId, document: DocumentId, records: RecordsView];
	/** Rights in a session changed: open sockets are checked again. */
	accessChanged: [session: SessionId];
	numbers: [session: SessionId, document: DocumentId, numbers: Numbers];
	/** A change of a document was held, or is no longer. */
	held: [document: DocumentId];
	/** Other records of a document than before are left out of the registers. */
	leftOut: [document: DocumentId];
	/** A document was renamed, moved, archived or brought back; only its readers may be told. */
	documentChanged: [document: DocumentId];
	/** Lines of a document went into an annex; only its readers may be told. */
	restricted: [document: DocumentId];
	/** A document was marked anew. The people might read it before, or may now: their pages and sockets follow. */
	marked: [session: SessionId, document: DocumentId, people: readonly PersonId[]];
	/** Somebody said in a login why they open a document: only that login gets it. */
	justified: [
		session: SessionId,
		document: DocumentId,
		who: { readonly by: PersonId; readonly login: string }
	];
	/** Files of a session changed that these people may have, or might until now. */
	files: [session: SessionId, people: readonly PersonId[]];
	/** A version of a document was kept. */
	versions: [document: DocumentId];
	/** A read-back of a decision was opened or changed; only readers of its document may be told. */
	readBack: [view: ReadBackView];
	/** The follow-up of an action changed or something was noted; only readers of its document may be told. */
	followUp: [view: FollowUpView];
	/** The running item or the floor changed. */
	run: [session: SessionId];
	/** The session was started, suspended, resumed or closed, or another item runs. */
	moved: [session: SessionId];
	started: [session: SessionId];
	closed: [session: SessionId];
	/** The attendance of these people changed. */
	attendance: [session: SessionId, people: readonly PersonId[]];
	/** Notifications were created, some perhaps only for mail. */
	noticed: [];
	notified: [person: PersonId, notification: NotificationView];
}

export type SessionEvents = EventEmitter<SessionEventMap>;

export function createSessionEvents(): SessionEvents {
	return new EventEmitter<SessionEventMap>();
}
