import type { NoticeKind, Stage } from '#shared/follow-up/notices.ts';
import { newId, type NotificationId, type PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { preferenceOf } from './preferences.ts';
import type { Notice } from './rules.ts';

/** A stored notification, to be told after the commit. */
export interface Made {
	readonly person: PersonId;
	readonly id: NotificationId;
}

interface About {
	readonly action: Pick<Row<'action'>, 'id' | 'document_id' | 'session_id'>;
	readonly entry?: number;
	readonly stage?: Stage;
}

/** Stores the notifications that people's preferences allow, in a transaction; returns those that the bell shows. */
export async function addNotices(
	transaction: Database,
	notices: readonly Notice[],
	{ action, entry, stage }: About
): Promise<Made[]> {
	const made: Made[] = [];
	for (const { person, kind } of notices) {
		const wanted = await wantedBy(transaction, person, kind);
		if (!wanted.inApp && !wanted.mail) continue;
		const id = newId<NotificationId>();
		await transaction
			.insertInto('notification')
			.values({
				...{ id, person_id: person, session_id: action.session_id, kind, action_id: action.id },
				...{ document_id: action.document_id, entry_seq: entry ?? null, stage: stage ?? null },
				...{ created_at: Date.now(), mail: wanted.mail ? 'waiting' : 'none', mail_id: null },
				// A notification that somebody wants only by mail must not appear as unread.
				read_at: wanted.inApp ? null : Date.now()
			})
			.execute();
		if (wanted.inApp) made.push({ person, id });
	}
	return made;
}

async function wantedBy(transaction: Database, person: PersonId, kind: NoticeKind) {
	const row = await transaction
		.selectFrom('notice_preference')
		.select(['in_app', 'mail'])
		.where('person_id', '=', person)
		.where('kind', '=', kind)
		.executeTakeFirst();
	return preferenceOf(kind, row);
}
