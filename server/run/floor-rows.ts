import type { SessionId, TurnId } from '#shared/ids.ts';
import { inOrder, type FloorTurn, type FloorView, type Spoken } from '#shared/run/floor.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/** The turns of a session that wait or speak. */
export async function openTurns(database: Database, session: SessionId): Promise<FloorTurn[]> {
	const rows = await database
		.selectFrom('floor_turn')
		.selectAll()
		.where('session_id', '=', session)
		.where('ended_at', 'is', null)
		.execute();
	return rows.map(turn);
}

function turn(row: Row<'floor_turn'>): FloorTurn {
	return {
		id: row.id,
		person: row.person_id,
		organisation: row.organisation_id,
		kind: row.kind,
		item: row.item_id ?? undefined,
		askedAt: row.asked_at,
		startedAt: row.started_at ?? undefined
	};
}

/** Who speaks, who waits, and how long each delegation has spoken. */
export async function readFloor(database: Database, session: SessionId): Promise<FloorView> {
	const open = await openTurns(database, session);
	return {
		speaker: open.find(({ startedAt }) => startedAt !== undefined),
		queue: inOrder(open.filter(({ startedAt }) => startedAt === undefined)),
		spoken: await spokenOf(database, session)
	};
}

async function spokenOf(database: Database, session: SessionId): Promise<Spoken[]> {
	const rows = await database
		.selectFrom('floor_turn')
		.select((one) => [
			'organisation_id as organisation',
			one.fn.sum<number>(one('ended_at', '-', one.ref('started_at'))).as('time')
		])
		.where('session_id', '=', session)
		.where('started_at', 'is not', null)
		.where('ended_at', 'is not', null)
		.groupBy('organisation_id')
		.execute();
	return rows.map(({ organisation, time }) => ({ organisation, time: Number(time) }));
}

/** Adds a turn. */
export async function addTurn(transaction: Database, session: SessionId, turn: FloorTurn) {
	await transaction
		.insertInto('floor_turn')
		.values({
			id: turn.id,
			session_id: session,
			item_id: turn.item ?? null,
			person_id: turn.person,
			organisation_id: turn.organisation,
			kind: turn.kind,
			asked_at: turn.askedAt,
			started_at: turn.startedAt ?? null,
			ended_at: null
		})
		.execute();
}

/** Changes the kind of a turn, or starts it. */
export async function writeTurn(
	transaction: Database,
	turn: TurnId,
	change: Partial<Pick<Row<'floor_turn'>, 'kind' | 'started_at'>>
): Promise<void> {
	await transaction.updateTable('floor_turn').set(change).where('id', '=', turn).execute();
}

/** Ends one turn, whether it waits or speaks. */
export async function endTurn(transaction: Database, turn: TurnId, at: number): Promise<void> {
	await transaction
		.updateTable('floor_turn')
		.set({ ended_at: at })
		.where('id', '=', turn)
		.execute();
}

/** Ends the turn of whoever is speaking. */
export async function endSpeech(
	transaction: Database,
	session: SessionId,
	at: number
): Promise<void> {
	await transaction
		.updateTable('floor_turn')
		.set({ ended_at: at })
		.where('session_id', '=', session)
		.where('started_at', 'is not', null)
		.where('ended_at', 'is', null)
		.execute();
}

/** Ends every turn, waiting or speaking. */
export async function clearFloor(transaction: Database, session: SessionId, at: number) {
	await transaction
		.updateTable('floor_turn')
		.set({ ended_at: at })
		.where('session_id', '=', session)
		.where('ended_at', 'is', null)
		.execute();
}

/** The turns that ended at an instant: with the item that was left then. */
export async function turnsEndedAt(
	database: Database,
	session: SessionId,
	at: number
): Promise<FloorTurn[]> {
	const rows = await database
		.selectFrom('floor_turn')
		.selectAll()
		.where('session_id', '=', session)
		.where('ended_at', '=', at)
		.execute();
	return rows.map(turn);
}

/** Lets turns go on as if they had not ended. */
export async function reopenTurns(transaction: Database, turns: readonly TurnId[]): Promise<void> {
	if (turns.length === 0) return;
	await transaction
		.updateTable('floor_turn')
		.set({ ended_at: null })
		.where('id', 'in', turns)
		.execute();
}
