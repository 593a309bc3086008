import type { RunningSession } from '#shared/home/home.ts';
import type { SessionId } from '#shared/ids.ts';
import { segmentsOf } from '../run/run-rows.ts';
import { itemRows, itemView } from '../sessions/agenda-rows.ts';
import type { Readable } from '../sessions/readable.ts';
import type { Database } from '../store/connect.ts';

/** The sessions of a person that are live or suspended, live ones first. */
export async function runningSessions(
	database: Database,
	{ person }: Readable
): Promise<RunningSession[]> {
	const rows = await database
		.selectFrom('participant')
		.innerJoin('session', 'session.id', 'participant.session_id')
		.select(['session.id', 'session.reference', 'session.title', 'session.label', 'session.state'])
		.select(['session.running_item_id as item', 'session.illustrative'])
		.where('participant.person_id', '=', person)
		.where('session.state', 'in', ['live', 'suspended'])
		.orderBy('session.state')
		.orderBy('session.sequence')
		.execute();
	const now = Date.now();
	return Promise.all(
		rows.map(async ({ item, ...session }) => {
			const running = await runningItem(database, session.id, item);
			const segments = running ? await segmentsOf(database, session.id) : [];
			return {
				...{ ...session, now, item: running, illustrative: session.illustrative === 1 },
				segments: segments.filter((segment) => segment.item === item)
			};
		})
	);
}

async function runningItem(database: Database, session: SessionId, item: string | null) {
	const items = item === null ? [] : (await itemRows(database, session)).map(itemView);
	const found = items.find(({ id }) => id === item);
	if (!found) return undefined;
	const { id, number, title, plannedMinutes } = found;
	return { id, number, title, plannedMinutes };
}
