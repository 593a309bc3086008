import { sql } from 'kysely';
import type { Database } from '../../../server/store/connect.ts';
import { addDays, type Day } from '../../../src/shared/time/dates.ts';
import type { ActionStatus } from '../../../src/shared/follow-up/status.ts';
import type { Seeded } from '../../support/seeded.ts';

/** Percentage per status, for actions agreed long ago and for newer ones. */
const OLD: Readonly<Partial<Record<ActionStatus, number>>> = {
	...{
		closed: 78,
		cancelled: 4,
		superseded: 4,
		completed: 4,
		'in-progress': 5,
		blocked: 2,
		agreed: 3
	}
};
const NEW: Readonly<Partial<Record<ActionStatus, number>>> = {
	...{ agreed: 30, 'in-progress': 30, blocked: 6, 'awaiting-input': 8, completed: 10, closed: 16 }
};
const LONG = 120; // days

/** Gives the actions a past: their status, how often they were postponed, when they last changed. */
export async function livedThrough(database: Database, random: Seeded, today: Day): Promise<void> {
	const rows = await database
		.selectFrom('action')
		.innerJoin('session', 'session.id', 'action.session_id')
		.select([sql<number>`action.rowid`.as('key'), 'session.date'])
		.orderBy(sql`action.rowid`)
		.execute();
	const past = rows.filter(({ date }) => date < today);
	const drawn = past.map(({ key, date }) => ({
		...{ key, at: Date.parse(date) + random.below(90) * 86_400_000 },
		status: draw(random, date < addDays(today, -LONG) ? OLD : NEW),
		slips: random.next() < 0.2 ? 1 + random.below(3) : 0
	}));
	await sql`
		update action set status = life.status, slips = life.slips, changed_at = life.at, original_due = due,
			taken_on = case when lead_organisation_id is null then null else 'accepted' end
		from (select value ->> 'key' as key, value ->> 'status' as status, value ->> 'slips' as slips,
			value ->> 'at' as at from json_each(${JSON.stringify(drawn)})) as life
		where action.rowid = life.key`.execute(database);
}

function draw(
	random: Seeded,
	chances: Readonly<Partial<Record<ActionStatus, number>>>
): ActionStatus {
	let left = random.below(100);
	for (const [status, chance] of Object.entries(chances))
		if ((left -= chance) < 0) return status as ActionStatus;
	return 'agreed';
}
