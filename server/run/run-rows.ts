import {
	newId,
	type AgendaItemId,
	type DocumentId,
	type PersonId,
	type SegmentId,
	type SessionId
} from '#shared/ids.ts';
import type { PlannedItem } from '#shared/run/forecast.ts';
import type { ItemOutcome, MomentKind, RunView, Segment } from '#shared/run/run-view.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { readFloor } from './floor-rows.ts';

/** The row of a session; throws when there is no such session. */
export function sessionRow(database: Database, session: SessionId): Promise<Row<'session'>> {
	return database
		.selectFrom('session')
		.selectAll()
		.where('id', '=', session)
		.executeTakeFirstOrThrow();
}

/** Changes how a session runs, and increments its revision. */
export async function writeSession(
	transaction: Database,
	session: SessionId,
	change: Partial<
		Pick<
			Row<'session'>,
			'state' | 'running_item_id' | 'due_at' | 'presented_document_id' | 'resumes_at'
		>
	> = {}
): Promise<void> {
	await transaction
		.updateTable('session')
		.set((one) => ({ ...change, run_revision: one('run_revision', '+', 1) }))
		.where('id', '=', session)
		.execute();
}

export interface RunItem extends PlannedItem, ItemOutcome {}

/** The items of a session in order, with their outcomes. */
export async function runItems(database: Database, session: SessionId): Promise<RunItem[]> {
	const rows = await database
		.selectFrom('agenda_item')
		.select(['id', 'planned_minutes', 'closed_at', 'disposition'])
		.where('session_id', '=', session)
		.where('removed_at', 'is', null)
		.orderBy('position')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		item: row.id,
		plannedMinutes: row.planned_minutes ?? undefined,
		closedAt: row.closed_at ?? undefined,
		disposition: row.disposition ?? undefined
	}));
}

/** Writes fields of an item of a session. */
export async function writeItem(
	transaction: Database,
	item: AgendaItemId,
	change: Partial<Pick<Row<'agenda_item'>, 'planned_minutes' | 'closed_at' | 'disposition'>>
): Promise<void> {
	await transaction.updateTable('agenda_item').set(change).where('id', '=', item).execute();
}

/** Starts counting time for an item. */
export async function startSegment(
	transaction: Database,
	session: SessionId,
	item: AgendaItemId,
	at: number
): Promise<void> {
	const id = newId<SegmentId>();
	await transaction
		.insertInto('item_segment')
		.values({ id, session_id: session, item_id: item, started_at: at, ended_at: null })
		.execute();
}

/** Stops counting time for whichever item runs. */
export async function endSegment(transaction: Database, session: SessionId, at: number) {
	await transaction
		.updateTable('item_segment')
		.set({ ended_at: at })
		.where('session_id', '=', session)
		.where('ended_at', 'is', null)
		.execute();
}

/** When an item that was closed last stopped running; undefined if it is open. */
export async function lastEnd(
	database: Database,
	session: SessionId,
	item: AgendaItemId
): Promise<number | undefined> {
	const row = await database
		.selectFrom('agenda_item')
		.innerJoin('item_segment', (join) =>
			join
				.onRef('item_segment.item_id', '=', 'agenda_item.id')
				.onRef('item_segment.ended_at', '=', 'agenda_item.closed_at')
		)
		.select('item_segment.ended_at')
		.where('agenda_item.id', '=', item)
		.where('agenda_item.session_id', '=', session)
		.executeTakeFirst();
	return row?.ended_at ?? undefined;
}

/** Forgets that an item has been running since an instant; false if it has not. */
export async function removeSegment(transaction: Database, item: AgendaItemId, since: number) {
	const { numDeletedRows } = await transaction
		.deleteFrom('item_segment')
		.where('item_id', '=', item)
		.where('started_at', '=', since)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

/** Counts time for an item again, as if it had not stopped. */
export async function reopenSegment(transaction: Database, item: AgendaItemId, endedAt: number) {
	await transaction
		.updateTable('item_segment')
		.set({ ended_at: null })
		.where('item_id', '=', item)
		.where('ended_at', '=', endedAt)
		.execute();
}

/** Records that a session was started, suspended, resumed or closed. */
export async function markMoment(
	transaction: Database,
	session: SessionId,
	kind: MomentKind,
	at: number,
	by: PersonId
): Promise<void> {
	await transaction
		.insertInto('session_moment')
		.values({ session_id: session, kind, at, person_id: by })
		.execute();
}

/** Everything that browsers show of a session's run; undefined when there is no such session. */
export async function readRun(
	database: Database,
	session: SessionId
): Promise<RunView | undefined> {
	const row = await database
		.selectFrom('session')
		.selectAll()
		.where('id', '=', session)
		.executeTakeFirst();
	if (!row) return undefined;
	const moments = await momentsOf(database, session);
	const items = await runItems(database, session);
	return {
		state: row.state,
		revision: row.run_revision,
		now: Date.now(),
		running: row.running_item_id ?? undefined,
		segments: await segmentsOf(database, session),
		outcomes: items.flatMap(outcomeOf),
		startedAt: moments.find(({ kind }) => kind === 'started')?.at,
		closedAt: moments.find(({ kind }) => kind === 'closed')?.at,
		dueAt: row.due_at ?? undefined,
		presented: row.presented_document_id ?? undefined,
		resumesAt: row.resumes_at ?? undefined,
		floor: await readFloor(database, session)
	};
}

function outcomeOf({ item, closedAt, disposition }: RunItem): ItemOutcome[] {
	if (closedAt === undefined && disposition === undefined) return [];
	return [{ item, closedAt, disposition }];
}

/** When a session was started, suspended, resumed and closed, in order. */
export function momentsOf(database: Database, session: SessionId) {
	return database
		.selectFrom('session_moment')
		.select(['kind', 'at'])
		.where('session_id', '=', session)
		.orderBy('at')
		.orderBy('seq')
		.execute();
}

/** The uninterrupted periods in which the items of a session ran, in order. */
export async function segmentsOf(database: Database, session: SessionId): Promise<Segment[]> {
	const rows = await database
		.selectFrom('item_segment')
		.select(['item_id', 'started_at', 'ended_at'])
		.where('session_id', '=', session)
		.orderBy('started_at')
		.orderBy('ended_at', (order) => order.asc().nullsLast())
		.execute();
	return rows.map(({ item_id, started_at, ended_at }) => ({
		item: item_id,
		startedAt: started_at,
		endedAt: ended_at ?? undefined
	}));
}

/** True for a document of this session that every participant may read. */
export async function isForAll(
	database: Database,
	session: SessionId,
	document: DocumentId
): Promise<boolean> {
	const row = await database
		.selectFrom('document')
		.leftJoin('document_audience as audience', 'audience.document_id', 'document.id')
		.select('document.id')
		.where('document.id', '=', document)
		.where('document.session_id', '=', session)
		.where('audience.document_id', 'is', null)
		.executeTakeFirst();
	return row !== undefined;
}
