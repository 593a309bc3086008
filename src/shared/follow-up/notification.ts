import type { ActionId, DocumentId, NotificationId, SessionId } from '../ids.ts';
import type { Label } from '../markings.ts';
import type { Day } from '../time/dates.ts';
import type { NoticeKind, Stage } from './notices.ts';

export interface NotificationView {
	readonly id: NotificationId;
	readonly kind: NoticeKind;
	readonly session: SessionId;
	readonly document: DocumentId;
	readonly action: ActionId;
	/** `JS-01-A1` */
	readonly reference: string;
	/** Of the document. */
	readonly label: Label;
	readonly text: string;
	readonly due: Day | undefined;
	/** Who did it; undefined where it was read from the document, and for reminders. */
	readonly by: string | undefined;
	/** A note, a reason or a reference; empty where nothing was said. */
	readonly words: string;
	/** Of a reminder. */
	readonly stage: Stage | undefined;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly read: boolean;
}
