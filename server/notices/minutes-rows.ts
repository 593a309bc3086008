import type { NotificationView } from '#shared/follow-up/notification.ts';
import type { NoticeKind } from '#shared/follow-up/notices.ts';
import type { NotificationId, PersonId } from '#shared/ids.ts';
import { minutesReference } from '#shared/numbering.ts';
import type { Database } from '../store/connect.ts';

const KINDS: readonly NoticeKind[] = [
	...(['minutes-circulated', 'minutes-recalled', 'minutes-corrected'] as const),
	...(['minutes-answered', 'minutes-voted', 'minutes-adopted'] as const)
];

type MinutesRow = Awaited<ReturnType<typeof minutesRows>>[number];

/** A person's notifications about the minutes of sessions, newest first; each stands on the notes of its session. */
export function minutesRows(
	database: Database,
	person: PersonId,
	only: readonly NotificationId[] | undefined,
	limit: number
) {
	return database
		.selectFrom('notification')
		.innerJoin('session', 'session.id', 'notification.session_id')
		.innerJoin('document', 'document.id', 'notification.document_id')
		.select(['notification.id', 'notification.kind', 'notification.created_at'])
		.select(['notification.read_at', 'notification.session_id', 'notification.document_id'])
		.select(['session.title', 'document.label', 'session.reference'])
		.where('notification.person_id', '=', person)
		.where('notification.kind', 'in', KINDS)
		.$if(only !== undefined, (query) => query.where('notification.id', 'in', only ?? []))
		.orderBy('notification.created_at', 'desc')
		.limit(limit)
		.execute();
}

/** How it is shown: under the reference of the minutes. */
export function minutesView(row: MinutesRow): NotificationView {
	return {
		...{ id: row.id, kind: row.kind, session: row.session_id, document: row.document_id },
		...{ action: undefined, line: undefined, isMinutes: true },
		...{ label: row.label, text: row.title, due: undefined, by: undefined, words: '' },
		reference: minutesReference(row.reference),
		stage: undefined,
		at: new Date(row.created_at).toISOString(),
		read: row.read_at !== null
	};
}
