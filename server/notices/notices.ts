import type { DocumentId, NotificationId, PersonId } from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import type { Documents } from '../sessions/documents.ts';
import { inNoLogin } from '../commands/acting-login.ts';
import type { SessionEvents } from '../commands/events.ts';
import { eventOf } from '../records/follow-up-event.ts';
import { actionRow } from '../records/follow-up-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { askRows, askView } from './ask-rows.ts';
import { minutesRows, minutesView } from './minutes-rows.ts';
import { mentionRows, mentionView } from './mention-rows.ts';
import { addNotices, type Made } from './notice-rows.ts';
import { readersOf } from '../sessions/document-readers.ts';
import { concernedOf } from './concerned.ts';
import { noticesOf } from './rules.ts';
import { Waker } from './waker.ts';
import { numberOf } from '../records/numbered.ts';

const RECENT = 50; // shown by the bell
const SHOWN = 500; // in the list of a person
const AT_ONCE = 50; // entries in one transaction

export interface NoticesOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly events: SessionEvents;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/**
 * Notifications, stored and also sent at once to people who are signed in. They are made from entries of actions'
 * histories, in one transaction with a cursor, so that a crash neither loses nor repeats any. Whether a person may read
 * the document is checked when a notification is made, and again whenever it is shown.
 */
export class Notices {
	readonly #options: NoticesOptions;
	readonly #waker: Waker;

	constructor(options: NoticesOptions) {
		this.#options = options;
		const { unawaited } = options;
		this.#waker = new Waker({ unawaited, work: () => this.#work() });
	}

	/** Processes new entries in the background. */
	wake(): void {
		this.#waker.wake();
	}

	/** Resolves when all entries stored so far are processed. */
	settle(): Promise<void> {
		return this.#waker.settle();
	}

	async #work(): Promise<undefined> {
		while (await this.#step());
		return undefined;
	}

	/** Processes some entries; true when there may be more. */
	async #step(): Promise<boolean> {
		const { database } = this.#options;
		const { made, count } = await database.transaction().execute(async (transaction) => {
			const { seq } = await transaction
				.selectFrom('notice_cursor')
				.select('seq')
				.executeTakeFirstOrThrow();
			const entries = await transaction
				.selectFrom('follow_up_entry')
				.selectAll()
				.where('seq', '>', seq)
				.orderBy('seq')
				.limit(AT_ONCE)
				.execute();
			const made: Made[] = [];
			for (const entry of entries) made.push(...(await noticesFor(transaction, entry)));
			const last = entries.at(-1)?.seq;
			if (last !== undefined)
				await transaction.updateTable('notice_cursor').set({ seq: last }).execute();
			return { made, count: entries.length };
		});
		if (count > 0) await this.tell(made);
		return count === AT_ONCE;
	}

	/** Emits events for new notifications. */
	async tell(made: readonly Made[]): Promise<void> {
		this.#options.events.emit('noticed');
		for (const { person, id } of made) {
			// All windows of the person get it: it says nothing of what they were asked about in one login.
			const [view] = await inNoLogin(() => this.views(person, [id]));
			if (view) this.#options.events.emit('notified', person, view);
		}
	}

	/** A person's notifications about documents that they may read now, newest first. */
	list(person: PersonId): Promise<NotificationView[]> {
		return this.views(person, undefined, SHOWN);
	}

	/** Some of a person's notifications, newest first, without those about documents that they may no longer read. */
	async views(
		person: PersonId,
		only?: readonly NotificationId[],
		limit = only?.length ?? RECENT
	): Promise<NotificationView[]> {
		if (only?.length === 0) return [];
		const { database } = this.#options;
		const [actions, mentions, asks] = [
			await this.#rows(person, only, limit),
			await mentionRows(database, person, only, limit),
			await askRows(database, person, only, limit)
		];
		const minutes = await minutesRows(database, person, only, limit);
		const readable = await this.#readable(person, [
			...[...actions, ...mentions, ...asks, ...minutes]
		]);
		const isReadable = (row: { readonly document_id: DocumentId }) => readable.has(row.document_id);
		const views = [
			...actions.filter(isReadable).map(view),
			...mentions.filter(isReadable).map(mentionView),
			...asks.filter(isReadable).map(askView),
			...minutes.filter(isReadable).map(minutesView)
		];
		// Those of one moment stay in their order.
		const shown = views.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, limit);
		const limits = await limitsOf(
			database,
			shown.map(({ document }) => document)
		);
		return shown.map((one) => ({ ...one, limits: limits.get(one.document) }));
	}

	async #readable(
		person: PersonId,
		rows: readonly { readonly document_id: DocumentId }[]
	): Promise<Set<DocumentId>> {
		const readable = new Set<DocumentId>();
		for (const id of new Set(rows.map(({ document_id }) => document_id)))
			if ((await this.#options.documents.access(person, id)) !== 'none') readable.add(id);
		return readable;
	}

	#rows(person: PersonId, only: readonly NotificationId[] | undefined, limit: number) {
		return this.#options.database
			.selectFrom('notification')
			.innerJoin('action', (join) =>
				join
					.onRef('action.id', '=', 'notification.action_id')
					.onRef('action.document_id', '=', 'notification.document_id')
			)
			.innerJoin('register_number', numberOf('notification.action_id', 'action.document_id'))
			.innerJoin('session', 'session.id', 'action.session_id')
			.innerJoin('document', 'document.id', 'action.document_id')
			.leftJoin('follow_up_entry as entry', 'entry.seq', 'notification.entry_seq')
			.leftJoin('person as doer', 'doer.id', 'entry.person_id')
			.select(['notification.id', 'notification.kind', 'notification.stage'])
			.select(['notification.created_at', 'notification.read_at', 'action.document_id'])
			.select(['action.id as action_id', 'action.session_id', 'action.text', 'action.due'])
			.select(['register_number.sequence', 'session.reference', 'document.label'])
			.select(['entry.words', 'doer.name as doer', 'action.status'])
			.select((one) =>
				one
					.selectFrom('follow_up_entry as evidence')
					.select('evidence.words')
					.whereRef('evidence.document_id', '=', 'action.document_id')
					.whereRef('evidence.action_id', '=', 'action.id')
					.whereRef('evidence.seq', '<', 'notification.entry_seq')
					.where('evidence.kind', '=', 'evidence')
					.orderBy('evidence.seq', 'desc')
					.limit(1)
					.as('evidence')
			)
			.where('notification.person_id', '=', person)
			.where('action.void', '=', 0)
			.$if(only !== undefined, (query) => query.where('notification.id', 'in', only ?? []))
			.orderBy('notification.created_at', 'desc')
			.orderBy('notification.entry_seq', (order) => order.desc().nullsLast())
			.limit(limit)
			.execute();
	}

	/** Stops after finishing the work in progress. */
	close(): Promise<void> {
		return this.#waker.close();
	}
}

async function noticesFor(transaction: Database, entry: Row<'follow_up_entry'>): Promise<Made[]> {
	const place = { document: entry.document_id, action: entry.action_id };
	const action = await actionRow(transaction, place);
	const event = eventOf(entry);
	if (!action || !event) return [];
	const readers = await readersOf(transaction, action.session_id, action.document_id);
	const by = entry.person_id ?? undefined;
	const notices = noticesOf(event, concernedOf(action), readers, by);
	return addNotices(transaction, notices, { action, entry: entry.seq, by });
}

type NoticeRow = Pick<Row<'notification'>, 'id' | 'kind' | 'stage' | 'created_at' | 'read_at'> &
	Pick<Row<'action'>, 'document_id' | 'session_id' | 'text' | 'due'> &
	Pick<Row<'document'>, 'label'> & {
		action_id: Row<'action'>['id'];
		sequence: number;
		reference: string;
		words: string | null;
		doer: string | null;
		evidence: string | null;
	};

function view(row: NoticeRow): NotificationView {
	return {
		...{ id: row.id, kind: row.kind, session: row.session_id, document: row.document_id },
		...{ action: row.action_id, line: undefined, label: row.label },
		...{ text: row.text, due: row.due ?? undefined },
		reference: objectReference(row.reference, 'A', row.sequence),
		by: row.doer ?? undefined,
		words: (row.kind === 'completed' ? row.evidence : row.words) ?? '',
		stage: row.stage ?? undefined,
		at: new Date(row.created_at).toISOString(),
		read: row.read_at !== null
	};
}
