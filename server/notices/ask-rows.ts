import type { NotificationId, PersonId } from '#shared/ids.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import { itemOfRoot } from '#shared/text/roots.ts';
import type { Database } from '../store/connect.ts';

type AskRow = Awaited<ReturnType<typeof askRows>>[number];

/** A person's notifications of requests to originators, newest first. */
export function askRows(
	database: Database,
	person: PersonId,
	only: readonly NotificationId[] | undefined,
	limit: number
) {
	return database
		.selectFrom('notification')
		.innerJoin('originator_ask as ask', 'ask.id', 'notification.ask_id')
		.innerJoin('session', 'session.id', 'notification.session_id')
		.innerJoin('document', 'document.id', 'notification.document_id')
		.leftJoin('restriction', (join) =>
			join
				.onRef('restriction.annex_id', '=', 'ask.document_id')
				.onRef('restriction.document_id', '=', 'notification.document_id')
		)
		.innerJoin('person as asker', 'asker.id', 'ask.person_id')
		.leftJoin('person as answerer', 'answerer.id', 'ask.ended_by')
		.select(['notification.id', 'notification.kind', 'notification.created_at'])
		.select(['notification.read_at', 'notification.session_id', 'notification.document_id'])
		.select(['document.title', 'document.label', 'session.reference', 'restriction.root'])
		.select(['ask.words', 'ask.end_words', 'asker.name as asker', 'answerer.name as answerer'])
		.where('notification.person_id', '=', person)
		.$if(only !== undefined, (query) => query.where('notification.id', 'in', only ?? []))
		.orderBy('notification.created_at', 'desc')
		.limit(limit)
		.execute();
}

/** How it is shown: who asks and why, or who answered and what they said. */
export function askView(row: AskRow): NotificationView {
	const isAsked = row.kind === 'originator-asked';
	return {
		...{ id: row.id, kind: row.kind, session: row.session_id, document: row.document_id },
		...{
			action: undefined,
			line: undefined,
			ask: { item: row.root === null ? undefined : itemOfRoot(row.root) }
		},
		...{ label: row.label, text: row.title, due: undefined, reference: row.reference },
		by: (isAsked ? row.asker : row.answerer) ?? undefined,
		words: isAsked ? row.words : row.end_words,
		stage: undefined,
		at: new Date(row.created_at).toISOString(),
		read: row.read_at !== null
	};
}
