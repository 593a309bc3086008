import {
	newId,
	type AgendaItemId,
	type SegmentId,
	type SessionId,
	type StayId
} from '#shared/ids.ts';
import type { Day } from '#shared/time/dates.ts';
import { writeItem } from '../run/run-rows.ts';
import type { Seated } from '../sessions/first-seats.ts';
import type { Database } from '../store/connect.ts';
import { RAN } from './follow-up-session.ts';

const MINUTE = 60_000; // ms

interface Ran {
	readonly session: SessionId;
	readonly items: readonly AgendaItemId[];
	readonly people: readonly Seated[];
	readonly day: Day;
}

/** Writes how the session ran until it was suspended: its items, its moments, and who was there. */
export async function writeRun(transaction: Database, ran: Ran): Promise<void> {
	const { session, items, day } = ran;
	const ten = Temporal.PlainDateTime.from(`${day}T10:00`).toZonedDateTime('Europe/Amsterdam');
	const at = (minutes: number) => ten.epochMilliseconds + minutes * MINUTE;
	const [start, end] = [at(RAN[0][0]), at(RAN[RAN.length - 1]?.[1] ?? 0)];
	for (const [index, [from, to]] of RAN.entries()) {
		const item = items[index];
		if (!item) continue;
		const segment = { id: newId<SegmentId>(), session_id: session, item_id: item };
		const times = { started_at: at(from), ended_at: at(to) };
		await transaction
			.insertInto('item_segment')
			.values({ ...segment, ...times })
			.execute();
		if (index < RAN.length - 1) await writeItem(transaction, item, { closed_at: at(to) });
	}
	const running = { running_item_id: items[RAN.length - 1] ?? null, run_revision: RAN.length + 1 };
	await transaction
		.updateTable('session')
		.set({ state: 'suspended', ...running })
		.where('id', '=', session)
		.execute();
	await writeMoments(transaction, ran, [start, end]);
}

async function writeMoments(
	transaction: Database,
	{ session, people }: Ran,
	[start, end]: [start: number, end: number]
): Promise<void> {
	const chair = people.find(({ role }) => role === 'chair')?.person ?? null;
	const moments = [
		{ kind: 'started', at: start },
		{ kind: 'suspended', at: end }
	] as const;
	for (const moment of moments)
		await transaction
			.insertInto('session_moment')
			.values({ session_id: session, person_id: chair, ...moment })
			.execute();
	for (const { person } of people) {
		const stay = { id: newId<StayId>(), session_id: session, person_id: person };
		const how = { mode: 'remote', source: 'hand', arrived_at: start, left_at: end } as const;
		await transaction
			.insertInto('stay')
			.values({ ...stay, ...how })
			.execute();
	}
}
