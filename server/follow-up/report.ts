import { endOfDue } from '#shared/follow-up/deadline.ts';
import type { FollowUpEntry } from '#shared/follow-up/follow-up.ts';
import { reportGroup, type ProgressReport, type ReportedAction } from '#shared/register/report.ts';
import { isOpen } from '#shared/follow-up/status.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import type { Actions } from '../register/actions.ts';
import { earlierSessions } from '../sessions/series-order.ts';
import type { Database } from '../store/connect.ts';
import { historiesOf } from '../records/follow-up-entries.ts';

export interface ReportParts {
	readonly database: Database;
	readonly actions: Actions;
}

/**
 * The progress report for the next session of a series, with the actions of earlier sessions that the person may read
 * and that are open or were finished since the last session; each with its changes since then. Undefined for the first
 * session.
 */
export async function progressReport(
	{ database, actions }: ReportParts,
	person: PersonId,
	session: SessionId
): Promise<ProgressReport | undefined> {
	const earlier = await earlierSessions(database, session);
	const [last] = earlier;
	if (!last) return undefined;
	const since = await endOf(database, last.id);
	const ids = earlier.map(({ id }) => id);
	const all = (await actions.of(person, ids)).filter((action) => !action.void);
	const histories = await historiesOf(database, all);
	const { date } = await database
		.selectFrom('session')
		.select('date')
		.where('id', '=', session)
		.executeTakeFirstOrThrow();
	const reported = all.flatMap((action) => {
		const history = histories.get(`${action.document} ${action.id}`) ?? [];
		return reportedOf(action, history, since, date) ?? [];
	});
	return { since, last: last.reference, actions: reported };
}

function reportedOf(
	action: RegisterAction,
	history: readonly FollowUpEntry[],
	since: number,
	day: string
): ReportedAction | undefined {
	const changes = history.filter(({ at }) => at > since);
	const wasFinished =
		!isOpen(action.status) && !changes.some(({ event }) => event.kind === 'moved');
	if (wasFinished) return undefined;
	return { action, changes, group: reportGroup(action, day) };
}

/** When a session was closed; for one that was never run here, the end of its day. */
async function endOf(database: Database, session: SessionId): Promise<number> {
	const closed = await database
		.selectFrom('session_moment')
		.select('at')
		.where('session_id', '=', session)
		.where('kind', '=', 'closed')
		.orderBy('seq', 'desc')
		.executeTakeFirst();
	if (closed) return closed.at;
	const { date, time_zone } = await database
		.selectFrom('session')
		.select(['date', 'time_zone'])
		.where('id', '=', session)
		.executeTakeFirstOrThrow();
	return endOfDue(date, time_zone);
}
