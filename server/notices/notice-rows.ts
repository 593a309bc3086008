import type { NoticeKind, Stage } from '#shared/follow-up/notices.ts';
import { newId, type NotificationId, type PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { preferenceOf } from './preferences.ts';
import type { Notice } from './rules.ts';

/** A notification that was made; told once it is stored. */
export interface Made {
	readonly person: PersonId;
	readonly id: NotificationId;
}

interface About {
	readonly action: Pick<Row<'action'>, 'id' | 'document_id' | 'session_id'>;
	readonly entry?: number;
	readonly stage?: Stage;
}

/** Makes the notifications that people want, inside a transaction; returns those that the bell shows. */
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
				// What somebody wants by mail alone is not new in the list.
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
