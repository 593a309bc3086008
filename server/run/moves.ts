import type { Reader } from '#shared/access.ts';
import type { AgendaItemId, PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { itemsAhead } from '#shared/run/agenda-order.ts';
import { dueEnd } from '#shared/run/forecast.ts';
import type { MomentKind, SessionState } from '#shared/run/run-view.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { endStays } from './attendance-rows.ts';
import { clearFloor, endSpeech } from './floor-rows.ts';
import {
	endSegment,
	markMoment,
	runItems,
	startSegment,
	writeItem,
	writeSession,
	type RunItem
} from './run-rows.ts';

/** What a change of the run works on, inside its transaction. */
export interface Move {
	readonly database: Database;
	readonly reader: Reader;
	/** The session as it was before. */
	readonly row: Row<'session'>;
	readonly at: number;
	readonly by: PersonId;
}

type Moved = Promise<Refusal | undefined>;

/** Starts a planned session with its first item; does nothing if it has already started. */
export async function start(move: Move): Moved {
	const { database, row, at } = move;
	if (row.state === 'closed') return refuse('run-closed');
	if (row.state !== 'planned') return undefined;
	const items = await runItems(database, row.id);
	const plan = { date: row.date, startsAt: row.starts_at ?? undefined, timeZone: row.time_zone };
	const due_at = dueEnd(items, plan, at) ?? null;
	await enter(move, 'live', 'started', { due_at });
	return moveTo(move, itemsAhead(items, items, undefined)[0]?.id);
}

const MINUTE = 60_000; // ms

/** Suspends the session: its clocks stop and nobody has the floor. Once suspended, this says again until when. */
export async function suspend(move: Move, minutes: number | undefined): Moved {
	const { database, row, at } = move;
	const resumes_at = minutes === undefined ? null : at + minutes * MINUTE;
	if (row.state === 'suspended') {
		await writeSession(database, row.id, { resumes_at });
		return undefined;
	}
	if (row.state !== 'live') return notLive(row);
	await endSegment(database, row.id, at);
	await endSpeech(database, row.id, at);
	return enter(move, 'suspended', 'suspended', { resumes_at });
}

/** Resumes the item that was running. */
export async function resume(move: Move): Moved {
	const { database, row, at } = move;
	if (row.state === 'live') return undefined;
	if (row.state !== 'suspended') return notLive(row);
	if (row.running_item_id) await startSegment(database, row.id, row.running_item_id, at);
	return enter(move, 'live', 'resumed', { resumes_at: null });
}

/** Closes the item that the caller saw running and moves on; does nothing if that has already happened. */
export async function next(move: Move, from: AgendaItemId | undefined): Moved {
	const { database, row, at } = move;
	if (row.state !== 'live') return notLive(row);
	const items = await runItems(database, row.id);
	const target = itemsAhead(items, items, from).find(({ id }) => id !== from)?.id;
	const running = row.running_item_id ?? undefined;
	if (running !== from) {
		const isThere = running === target && (from === undefined || lastClosed(items) === from);
		return isThere ? undefined : refuse('run-moved');
	}
	if (from) await writeItem(database, from, { closed_at: at });
	return moveTo(move, target);
}

/** Of items closed in the same millisecond, the one later on the agenda. */
function lastClosed(items: readonly RunItem[]): AgendaItemId | undefined {
	const closed = items.toReversed().filter(({ closedAt }) => closedAt !== undefined);
	return closed.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))[0]?.id;
}

/** Moves to any item on the agenda; the one that was running stays open. */
export async function go(move: Move, from: AgendaItemId | undefined, to: AgendaItemId): Moved {
	const { database, row } = move;
	if (row.state !== 'live') return notLive(row);
	const items = await runItems(database, row.id);
	if (!items.some(({ id }) => id === to)) return refuse('item-missing');
	if (row.running_item_id === to) return undefined;
	return (row.running_item_id ?? undefined) === from ? moveTo(move, to) : refuse('run-moved');
}

/** Closes the session for good: its running item, its floor and the stays of everybody present. */
export async function close(move: Move): Moved {
	const { database, row, at } = move;
	if (row.state === 'closed') return undefined;
	if (row.state === 'planned') return refuse('run-not-live');
	if (row.running_item_id) await writeItem(database, row.running_item_id, { closed_at: at });
	await endSegment(database, row.id, at);
	await clearFloor(database, row.id, at);
	await endStays(database, row.id, at);
	return enter(move, 'closed', 'closed', {
		...{ running_item_id: null, presented_document_id: null, resumes_at: null }
	});
}

/** Changes an item of a session that is not closed. */
export async function changeItem(
	{ database, row }: Move,
	item: AgendaItemId,
	change: Parameters<typeof writeItem>[2]
): Moved {
	if (row.state === 'closed') return refuse('run-closed');
	const items = await runItems(database, row.id);
	if (!items.some(({ id }) => id === item)) return refuse('item-missing');
	await writeItem(database, item, change);
	await writeSession(database, row.id);
	return undefined;
}

async function enter(
	{ database, row, at, by }: Move,
	state: SessionState,
	moment: MomentKind,
	change: Parameters<typeof writeSession>[2] = {}
): Promise<undefined> {
	await writeSession(database, row.id, { state, ...change });
	await markMoment(database, row.id, moment, at, by);
	return undefined;
}

/** The refusal of what takes a live session. */
export function notLive({ state }: Row<'session'>): Refusal {
	return refuse(state === 'closed' ? 'run-closed' : 'run-not-live');
}

async function moveTo({ database, row, at }: Move, to: AgendaItemId | undefined) {
	await endSegment(database, row.id, at);
	await clearFloor(database, row.id, at); // who waits asked to speak on the item that ends here
	if (to) {
		await writeItem(database, to, { closed_at: null, disposition: null });
		await startSegment(database, row.id, to, at);
	}
	const shown = { running_item_id: to ?? null, presented_document_id: null };
	await writeSession(database, row.id, shown);
	return undefined;
}
