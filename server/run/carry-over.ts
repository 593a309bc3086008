import { generateKeyBetween } from 'fractional-indexing';
import { FINISHED_STATUSES } from '#shared/follow-up/status.ts';
import { newId, type AgendaItemId, type SessionId } from '#shared/ids.ts';
import { earlierSessions } from '../sessions/series-order.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/**
 * Carries over into a session of a series, when it opens, every open action of the earlier sessions and the undiscussed
 * items of the last one. Doing it again changes nothing.
 */
export async function carryOver(database: Database, session: SessionId): Promise<void> {
	const earlier = await earlierSessions(database, session);
	const [last] = earlier;
	if (!last) return;
	await database.transaction().execute(async (transaction) => {
		await carryActions(
			transaction,
			session,
			earlier.map(({ id }) => id)
		);
		// A session that was never closed may still be running, or nobody ran its agenda here: its items prove nothing.
		if (last.state === 'closed') await carryItems(transaction, session, last.id);
	});
}

async function carryActions(
	transaction: Database,
	session: SessionId,
	earlier: readonly SessionId[]
): Promise<void> {
	const open = await transaction
		.selectFrom('action')
		.select(['id', 'document_id'])
		.where('session_id', 'in', earlier)
		.where('void', '=', 0)
		.where('status', 'not in', FINISHED_STATUSES)
		.execute();
	for (const { id, document_id } of open) {
		const { before } = await transaction
			.selectFrom('carried_action')
			.select(({ fn }) => fn.countAll<number>().as('before'))
			.where('action_id', '=', id)
			.where('document_id', '=', document_id)
			.where('session_id', '!=', session)
			.executeTakeFirstOrThrow();
		const carried = { session_id: session, document_id, action_id: id };
		await transaction
			.insertInto('carried_action')
			.values({ ...carried, postponed: Number(before) + 1, at: Date.now() })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** Items put off to the next session, and items that never ran and were neither closed nor settled otherwise. */
async function carryItems(database: Database, session: SessionId, last: SessionId): Promise<void> {
	const undiscussed = await database
		.selectFrom('agenda_item')
		.selectAll()
		.where('session_id', '=', last)
		.where('removed_at', 'is', null)
		.where((where) =>
			where.or([
				where('disposition', '=', 'next-session'),
				where.and([
					where('disposition', 'is', null),
					where('closed_at', 'is', null),
					where.not(
						where.exists(
							where
								.selectFrom('item_segment')
								.select('item_segment.id')
								.whereRef('item_segment.item_id', '=', 'agenda_item.id')
						)
					)
				])
			])
		)
		.orderBy('position')
		.execute();
	const known = await carriedInto(database, session);
	for (const item of undiscussed) if (!known.has(item.id)) await append(database, session, item);
}

async function carriedInto(database: Database, session: SessionId): Promise<Set<AgendaItemId>> {
	const rows = await database
		.selectFrom('agenda_item')
		.select('carried_from')
		.where('session_id', '=', session)
		.where('carried_from', 'is not', null)
		.execute();
	return new Set(rows.flatMap(({ carried_from }) => carried_from ?? []));
}

async function append(
	transaction: Database,
	session: SessionId,
	item: Row<'agenda_item'>
): Promise<void> {
	const { position: last } = await transaction
		.selectFrom('agenda_item')
		.select(({ fn }) => fn.max('position').as('position'))
		.where('session_id', '=', session)
		.executeTakeFirstOrThrow();
	await transaction
		.insertInto('agenda_item')
		.values({
			...{ id: newId<AgendaItemId>(), session_id: session },
			...{ position: generateKeyBetween(last, null), removed_at: null },
			...{ kind: item.kind, title: item.title, planned_minutes: item.planned_minutes },
			...{ speakers: item.speakers, needs: item.needs },
			...{ carried_from: item.id, postponed: item.postponed + 1 }
		})
		.execute();
}
