import { EventEmitter } from 'node:events';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ReadBackView } from '#shared/decisions/read-back.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import type { Numbers, SessionPart } from '#shared/protocol/live.ts';

/** What happens in sessions, for those who tell browsers about it. */
interface SessionEventMap {
	changed: [session: SessionId, part: SessionPart];
	/** Rights in a session changed: open sockets are judged afresh. */
	accessChanged: [session: SessionId];
	numbers: [session: SessionId, document: DocumentId, numbers: Numbers];
	/** A version of a document was kept. */
	versions: [document: DocumentId];
	/** A decision of a document is read back; only its readers may hear of it. */
	readBack: [view: ReadBackView];
	/** An action stands elsewhere, or something was noted about it; only its document's readers may hear of it. */
	followUp: [view: FollowUpView];
	/** What runs, or who has the floor, changed. */
	run: [session: SessionId];
	started: [session: SessionId];
	closed: [session: SessionId];
	/** The attendance of these people changed. */
	attendance: [session: SessionId, people: readonly PersonId[]];
	/** Notifications were made, some perhaps for mail alone. */
	noticed: [];
	notified: [person: PersonId, notification: NotificationView];
}

export type SessionEvents = EventEmitter<SessionEventMap>;

export function createSessionEvents(): SessionEvents {
	return new EventEmitter<SessionEventMap>();
}
