import type { ActionId, AgendaItemId, DocumentId, NotificationId, SessionId } from '../ids.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { Day } from '../time/dates.ts';
import type { NoticeKind, Stage } from './notices.ts';

export interface NotificationView {
	readonly id: NotificationId;
	readonly kind: NoticeKind;
	readonly session: SessionId;
	readonly document: DocumentId;
	/** Undefined for a mention, and for a request to an originator. */
	readonly action: ActionId | undefined;
	/** Of a mention: its line, and the agenda item in whose notes it stands. */
	readonly line: { readonly id: string; readonly item: AgendaItemId | undefined } | undefined;
	/** Of a request to an originator: the agenda item in whose notes something is withheld, if it is asked from there. */
	readonly ask?: { readonly item: AgendaItemId | undefined } | undefined;
	/** It is about the minutes of the session. */
	readonly isMinutes?: boolean | undefined;
	/** `JS-01-A1`; without an action that of the session. */
	readonly reference: string;
	/** The document's label. */
	readonly label: Label;
	/** For whom the document is; undefined for everybody. */
	readonly limits?: AudienceLimits | undefined;
	readonly text: string;
	readonly due: Day | undefined;
	/** Who did it; undefined if it was read from the document, and for reminders. */
	readonly by: string | undefined;
	/** A note, a reason or a reference; empty if none was given. */
	readonly words: string;
	/** For reminders only. */
	readonly stage: Stage | undefined;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly read: boolean;
}

/** The address at which a notification's action, or its line, is shown. */
export function addressOfNotification({
	session,
	document,
	action,
	line,
	ask,
	isMinutes
}: Pick<
	NotificationView,
	'session' | 'document' | 'action' | 'line' | 'ask' | 'isMinutes'
>): string {
	const room = `/sessions/${session}`;
	if (isMinutes) return `${room}/minutes`;
	if (ask) return `${room}?${ask.item ? `item=${ask.item}` : `document=${document}`}`;
	if (!line) return `${room}?action=${action}`;
	const at = line.item ? `item=${line.item}` : `document=${document}`;
	return `${room}?${at}&line=${line.id}`;
}
