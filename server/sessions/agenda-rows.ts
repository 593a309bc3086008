import { generateKeyBetween } from 'fractional-indexing';
import * as v from 'valibot';
import {
	idSchema,
	newId,
	type AgendaItemId,
	type OrganisationId,
	type SessionId
} from '#shared/ids.ts';
import {
	ITEM_KINDS,
	type AgendaItem,
	type ItemKind,
	type RemovedItem,
	type Speaker
} from '#shared/sessions/agenda-item.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';
import type { Row } from '../store/tables.ts';

/** A new agenda item. By default it needs no particular organisations. */
export type NewItem = Omit<AgendaItem, 'id' | 'number' | 'needs' | 'postponed'> &
	Partial<Pick<AgendaItem, 'needs'>>;

const speakersSchema = v.array(v.object({ name: v.string(), function: v.string() }));
const MOST_REMOVED = 200;
const needsSchema = v.array(idSchema<OrganisationId>());

/** The items on a session's agenda, in order, without removed ones. */
export function itemRows(database: Database, session: SessionId): Promise<Row<'agenda_item'>[]> {
	return database
		.selectFrom('agenda_item')
		.selectAll()
		.where('session_id', '=', session)
		.where('removed_at', 'is', null)
		.orderBy('position')
		.orderBy('id')
		.execute();
}

/** The items that were removed from a session's agenda, the last first. */
export async function removedRows(database: Database, session: SessionId): Promise<RemovedItem[]> {
	const rows = await database
		.selectFrom('agenda_item')
		.select(['id', 'title', 'removed_at'])
		.where('session_id', '=', session)
		.where('removed_at', 'is not', null)
		.orderBy('removed_at', 'desc')
		.orderBy('id')
		.limit(MOST_REMOVED)
		.execute();
	return rows.map(({ id, title, removed_at }) => ({ id, title, at: Number(removed_at) }));
}

/** One item of a session, even if it was removed. */
export function itemRow(database: Database, session: SessionId, id: AgendaItemId) {
	return database
		.selectFrom('agenda_item')
		.selectAll()
		.where('id', '=', id)
		.where('session_id', '=', session)
		.executeTakeFirst();
}

/** Adds an item at the end of the agenda. */
export async function appendItem(
	transaction: Database,
	session: SessionId,
	item: NewItem
): Promise<AgendaItemId> {
	const id = newId<AgendaItemId>();
	const last = (await positions(transaction, session)).at(-1);
	const position = generateKeyBetween(last ?? null, null);
	await transaction
		.insertInto('agenda_item')
		.values({ id, session_id: session, position, ...itemColumns(item), removed_at: null })
		.execute();
	return id;
}

/** All positions in a session's agenda, in order, including those of removed items, which may come back to theirs. */
export async function positions(database: Database, session: SessionId): Promise<string[]> {
	const rows = await database
		.selectFrom('agenda_item')
		.select('position')
		.where('session_id', '=', session)
		.orderBy('position')
		.execute();
	return rows.map(({ position }) => position);
}

export async function writeItemColumns(
	transaction: Database,
	id: AgendaItemId,
	change: Partial<Row<'agenda_item'>>
): Promise<void> {
	await transaction.updateTable('agenda_item').set(change).where('id', '=', id).execute();
}

/** The columns of an item's row. */
export function itemColumns(item: NewItem) {
	return {
		kind: item.kind,
		title: item.title,
		planned_minutes: item.plannedMinutes ?? null,
		speakers: JSON.stringify(item.speakers),
		needs: JSON.stringify(item.needs ?? [])
	};
}

/** An item from its row and its index in the order, from 0. */
export function itemView(row: Row<'agenda_item'>, index: number): AgendaItem {
	return {
		id: row.id,
		number: String(index + 1),
		kind: row.kind in ITEM_KINDS ? (row.kind as ItemKind) : 'other',
		title: row.title,
		plannedMinutes: row.planned_minutes ?? undefined,
		speakers: (readJson(speakersSchema, row.speakers) satisfies Speaker[] | undefined) ?? [],
		needs: readJson(needsSchema, row.needs) ?? [],
		postponed: row.postponed
	};
}
