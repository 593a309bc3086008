import type { NotificationId, PersonId } from '#shared/ids.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import type { Database } from '../store/connect.ts';

type MentionRow = Awaited<ReturnType<typeof mentionRows>>[number];

/** A person's notifications of mentions, newest first, with the line as it is now; those of which the line is gone are left out. */
export function mentionRows(
	database: Database,
	person: PersonId,
	only: readonly NotificationId[] | undefined,
	limit: number
) {
	return database
		.selectFrom('notification')
		.innerJoin('mention', (join) =>
			join
				.onRef('mention.document_id', '=', 'notification.document_id')
				.onRef('mention.line_id', '=', 'notification.line_id')
				.onRef('mention.person_id', '=', 'notification.person_id')
		)
		.innerJoin('search_entry as entry', (join) =>
			join
				.onRef('entry.scope', '=', 'mention.document_id')
				.onRef('entry.object_id', '=', 'mention.line_id')
				.on('entry.kind', '=', 'line')
		)
		.innerJoin('session', 'session.id', 'notification.session_id')
		.innerJoin('document', 'document.id', 'notification.document_id')
		.leftJoin('person as doer', 'doer.id', 'mention.by_id')
		.select(['notification.id', 'notification.created_at', 'notification.read_at'])
		.select(['notification.session_id', 'mention.document_id', 'mention.line_id'])
		.select(['mention.item_id', 'entry.text', 'session.reference', 'document.label'])
		.select('doer.name as doer')
		.where('notification.person_id', '=', person)
		.where('notification.kind', '=', 'mentioned')
		.$if(only !== undefined, (query) => query.where('notification.id', 'in', only ?? []))
		.groupBy('notification.id')
		.orderBy('notification.created_at', 'desc')
		.limit(limit)
		.execute();
}

/** How it is shown. */
export function mentionView(row: MentionRow): NotificationView {
	return {
		...{ id: row.id, kind: 'mentioned', session: row.session_id, document: row.document_id },
		...{ action: undefined, line: { id: row.line_id, item: row.item_id ?? undefined } },
		...{ label: row.label, text: row.text, due: undefined, reference: row.reference },
		...{ by: row.doer ?? undefined, words: '', stage: undefined },
		at: new Date(row.created_at).toISOString(),
		read: row.read_at !== null
	};
}
