import {
	newId,
	type ActionId,
	type NotificationId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { NotificationView } from '#shared/protocol/live.ts';
import type { Database } from '../store/connect.ts';
import type { SessionEvents } from './events.ts';

const SHOWN = 50;

/** What concerns a person: kept until read, and told at once to whoever is signed in. */
export class Notifications {
	readonly #database: Database;
	readonly #events: SessionEvents;

	constructor(database: Database, events: SessionEvents) {
		this.#database = database;
		this.#events = events;
	}

	/** Tells a person that an action is theirs. */
	async actionAssigned(person: PersonId, session: SessionId, action: ActionId): Promise<void> {
		const id = newId<NotificationId>();
		await this.#database
			.insertInto('notification')
			.values({
				id,
				person_id: person,
				session_id: session,
				kind: 'action-assigned',
				action_id: action,
				created_at: Date.now(),
				read_at: null
			})
			.execute();
		const [view] = await this.#views(person, id);
		if (view) this.#events.emit('notified', person, view);
	}

	/** A person's notifications, newest first. Those whose session they left are gone. */
	async list(person: PersonId): Promise<NotificationView[]> {
		return this.#views(person);
	}

	async #views(person: PersonId, only?: NotificationId): Promise<NotificationView[]> {
		const rows = await this.#database
			.selectFrom('notification')
			.innerJoin('participant', (join) =>
				join
					.onRef('participant.session_id', '=', 'notification.session_id')
					.onRef('participant.person_id', '=', 'notification.person_id')
			)
			.innerJoin('action', (join) =>
				join
					.onRef('action.id', '=', 'notification.action_id')
					.onRef('action.session_id', '=', 'notification.session_id')
			)
			.innerJoin('register_number', (join) =>
				join
					.onRef('register_number.object_id', '=', 'notification.action_id')
					.onRef('register_number.document_id', '=', 'action.document_id')
			)
			.innerJoin('session', 'session.id', 'notification.session_id')
			.select([
				'notification.id',
				'notification.kind',
				'notification.session_id',
				'notification.action_id',
				'notification.created_at',
				'notification.read_at',
				'action.text',
				'register_number.sequence',
				'session.reference'
			])
			.where('notification.person_id', '=', person)
			.where('action.void', '=', 0)
			.$if(only !== undefined, (query) =>
				query.where('notification.id', '=', only ?? newId<NotificationId>())
			)
			.orderBy('notification.created_at', 'desc')
			.limit(SHOWN)
			.execute();
		return rows.map((row) => ({
			id: row.id,
			kind: row.kind,
			session: row.session_id,
			action: row.action_id,
			reference: objectReference(row.reference, 'A', row.sequence),
			text: row.text,
			at: new Date(row.created_at).toISOString(),
			read: row.read_at !== null
		}));
	}

	/** Marks all of a person's notifications as read. */
	async markRead(person: PersonId): Promise<void> {
		await this.#database
			.updateTable('notification')
			.set({ read_at: Date.now() })
			.where('person_id', '=', person)
			.where('read_at', 'is', null)
			.execute();
	}
}
