import type { NoticeKind, Stage } from '#shared/follow-up/notices.ts';
import { LIMITS } from '#shared/limits.ts';
import {
	newId,
	type ActionId,
	type NotificationId,
	type PersonId,
	type RequestId
} from '#shared/ids.ts';
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
	/** `id` is null for a mention, and for a request to an originator. */
	readonly action: Pick<Row<'action'>, 'document_id' | 'session_id'> & {
		readonly id: ActionId | null;
	};
	/** Of a mention. */
	readonly line?: string;
	/** A request to an originator. */
	readonly ask?: RequestId;
	readonly entry?: number;
	/** Who did it. */
	readonly by?: PersonId | undefined;
	readonly stage?: Stage;
}

/** Stores the notifications that people's preferences allow, in a transaction; returns those that the bell shows. */
export async function addNotices(
	transaction: Database,
	notices: readonly Notice[],
	about: About
): Promise<Made[]> {
	const { action, line, ask, entry, stage } = about;
	const made: Made[] = [];
	for (const { person, kind } of notices) {
		const wanted = await wantedBy(transaction, person, kind);
		if (!wanted.inApp && !wanted.mail) continue;
		const sooner = await renewed(transaction, { person, kind }, about);
		if (sooner) {
			if (wanted.inApp) made.push({ person, id: sooner });
			continue;
		}
		const id = newId<NotificationId>();
		await transaction
			.insertInto('notification')
			.values({
				...{ id, person_id: person, session_id: action.session_id, kind, action_id: action.id },
				...{ document_id: action.document_id, line_id: line ?? null, ask_id: ask ?? null },
				...{ entry_seq: entry ?? null, stage: stage ?? null },
				...{ created_at: Date.now(), mail: wanted.mail ? 'waiting' : 'none', mail_id: null },
				// A notification that somebody wants only by mail must not appear as unread.
				read_at: wanted.inApp ? null : Date.now()
			})
			.execute();
		await keepNewest(transaction, person);
		if (wanted.inApp) made.push({ person, id });
	}
	return made;
}

/**
 * Takes the new entry into the last of several notifications of the same kind about the same action that one person has
 * caused within a moment, so that a burst becomes few. Undefined when there are fewer that are neither read nor mailed.
 * Nothing is lost: the history of the action has every entry.
 */
async function renewed(
	transaction: Database,
	{ person, kind }: Notice,
	{ action, entry, by }: About
): Promise<NotificationId | undefined> {
	if (entry === undefined || by === undefined) return undefined;
	const { burst, burstOf } = LIMITS.notifications;
	const rows = await transaction
		.selectFrom('notification')
		.innerJoin('follow_up_entry as former', 'former.seq', 'notification.entry_seq')
		.select('notification.id')
		.where('notification.person_id', '=', person)
		.where('notification.action_id', '=', action.id)
		.where('notification.document_id', '=', action.document_id)
		.where('notification.kind', '=', kind)
		.where('notification.read_at', 'is', null)
		.where('notification.mail_id', 'is', null)
		.where('notification.created_at', '>', Date.now() - burst)
		.where('former.person_id', '=', by)
		.orderBy('notification.entry_seq', 'desc')
		.limit(burstOf)
		.execute();
	const [row] = rows;
	if (!row || rows.length < burstOf) return undefined;
	await transaction
		.updateTable('notification')
		.set({ entry_seq: entry })
		.where('id', '=', row.id)
		.execute();
	return row.id;
}

async function keepNewest(transaction: Database, person: PersonId): Promise<void> {
	const beyond = transaction
		.selectFrom('notification')
		.select('id')
		.where('person_id', '=', person)
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1_000_000)
		.offset(LIMITS.notifications.ofPerson);
	await transaction.deleteFrom('notification').where('id', 'in', beyond).execute();
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
