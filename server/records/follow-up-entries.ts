import type { ActionPlace, FollowUpEntry, FollowUpEvent } from '#shared/follow-up/follow-up.ts';
import type { ActionId, DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { Database } from '../store/connect.ts';
import { columnsOf, eventOf } from './follow-up-event.ts';

export interface NewEntry extends ActionPlace {
	readonly session: SessionId;
	/** Undefined when the event was read from the document. */
	readonly by: PersonId | undefined;
	readonly event: FollowUpEvent;
	readonly words?: string;
}

/** Adds an entry to the history of an action. Pass the transaction of the change that it records. */
export async function addEntry(transaction: Database, entry: NewEntry): Promise<void> {
	await transaction
		.insertInto('follow_up_entry')
		.values({
			...{ document_id: entry.document, action_id: entry.action, session_id: entry.session },
			...{ at: Date.now(), person_id: entry.by ?? null },
			...{ ...columnsOf(entry.event), words: entry.words ?? '' }
		})
		.execute();
}

/** The history of an action, oldest first. The caller must have checked that the reader may read the document. */
export async function historyOf(
	database: Database,
	{ document, action }: ActionPlace
): Promise<FollowUpEntry[]> {
	const place = { document, id: action };
	return (await historiesOf(database, [place])).get(`${document} ${action}`) ?? [];
}

/** The histories of actions, with document and action as key. */
export async function historiesOf(
	database: Database,
	actions: readonly { readonly document: DocumentId; readonly id: ActionId }[]
): Promise<Map<string, FollowUpEntry[]>> {
	const rows = await orNone(actions, () => entryRows(database, actions));
	const read = rows.flatMap((row) => {
		const event = eventOf(row);
		return event ? [{ row, event }] : [];
	});
	const names = await namesOf(
		database,
		read.map(({ event }) => event)
	);
	const entries = read.map(
		({ row: { seq, at, words, person: id, name, code, ...row }, event }) => ({
			key: `${row.document_id} ${row.action_id}`,
			entry: {
				...{ seq, at, words, event, names },
				by: id && name && code ? { id, name, code } : undefined
			}
		})
	);
	const byAction = Map.groupBy(entries, ({ key }) => key);
	return new Map([...byAction].map(([key, all]) => [key, all.map(({ entry }) => entry)]));
}

function entryRows(
	database: Database,
	actions: readonly { readonly document: DocumentId; readonly id: ActionId }[]
) {
	return database
		.selectFrom('follow_up_entry as entry')
		.leftJoin('person', 'person.id', 'entry.person_id')
		.leftJoin('organisation', 'organisation.id', 'person.organisation_id')
		.select(['entry.seq', 'entry.at', 'entry.kind', 'entry.detail', 'entry.words'])
		.select(['entry.document_id', 'entry.action_id'])
		.select(['person.id as person', 'person.name', 'organisation.code'])
		.where('entry.document_id', 'in', [...new Set(actions.map(({ document }) => document))])
		.where(
			'entry.action_id',
			'in',
			actions.map(({ id }) => id)
		)
		.orderBy('entry.seq')
		.execute();
}

/** Names of what events refer to: codes of organisations, names of people, references of actions. */
async function namesOf(
	database: Database,
	events: readonly FollowUpEvent[]
): Promise<Record<string, string>> {
	const leads = events.flatMap((event) => (event.kind === 'lead' ? [event.to] : []));
	const people = leads.flatMap(({ person }) => person ?? []);
	const organisations = leads.flatMap(({ organisation }) => organisation ?? []);
	const actions = events.flatMap((event) => (event.kind === 'moved' ? (event.by ?? []) : []));
	const [named, coded, numbered] = await Promise.all([
		orNone(people, () =>
			database.selectFrom('person').select(['id', 'name']).where('id', 'in', people).execute()
		),
		orNone(organisations, () =>
			database
				.selectFrom('organisation')
				.select(['id', 'code'])
				.where('id', 'in', organisations)
				.execute()
		),
		orNone(actions, () =>
			database
				.selectFrom('register_number')
				.innerJoin('session', 'session.id', 'register_number.session_id')
				.select(['object_id', 'register_number.kind', 'register_number.sequence', 'reference'])
				.where('object_id', 'in', actions)
				.execute()
		)
	]);
	const pairs: (readonly [id: string, name: string])[] = [
		...named.map(({ id, name }) => [id, name] as const),
		...coded.map(({ id, code }) => [id, code] as const),
		...numbered.map(
			(row) => [row.object_id, objectReference(row.reference, row.kind, row.sequence)] as const
		)
	];
	return Object.fromEntries(pairs);
}

/** Skips the query for an empty list of ids, which not every database accepts. */
async function orNone<Found>(
	ids: readonly unknown[],
	query: () => Promise<Found[]>
): Promise<Found[]> {
	return ids.length > 0 ? query() : [];
}
