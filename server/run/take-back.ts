import type { AgendaItemId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import { openTurns, reopenTurns, turnsEndedAt } from './floor-rows.ts';
import { notLive, type Move } from './moves.ts';
import { lastEnd, removeSegment, reopenSegment, writeItem, writeSession } from './run-rows.ts';

/** How long after it a move counts as a slip; longer than pages offer to undo it, for a slow line. */
const SLIP = 30_000; // ms

/**
 * Takes back that `from` was closed and `to` started: the time of `from` runs on as if nothing had happened, `to` has not
 * run, and the floor is as it was. Refused once more has happened than this slip.
 */
export async function takeBack(
	{ database, row, at }: Move,
	from: AgendaItemId,
	to: AgendaItemId | undefined
): Promise<Refusal | undefined> {
	if (row.state !== 'live') return notLive(row);
	if (row.running_item_id === from) return undefined;
	if ((row.running_item_id ?? undefined) !== to) return refuse('run-moved');
	const since = await lastEnd(database, row.id, from);
	if (since === undefined || at - since > SLIP) return refuse('too-late-to-undo');
	if (to && !(await removeSegment(database, to, since))) return refuse('run-moved');
	await reopenSegment(database, from, since);
	await writeItem(database, from, { closed_at: null });
	await giveFloorBack(database, row.id, since);
	await writeSession(database, row.id, { running_item_id: from });
	return undefined;
}

/** Nobody waits twice and one person speaks, also if somebody has asked or spoken since. */
async function giveFloorBack(database: Database, session: SessionId, since: number): Promise<void> {
	const open = await openTurns(database, session);
	const isSpoken = open.some(({ startedAt }) => startedAt !== undefined);
	const ended = await turnsEndedAt(database, session, since);
	const back = ended.filter(({ person, startedAt }) =>
		startedAt === undefined ? !open.some((turn) => turn.person === person) : !isSpoken
	);
	await reopenTurns(
		database,
		back.map(({ id }) => id)
	);
}
