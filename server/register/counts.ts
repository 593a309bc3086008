import { sql } from 'kysely';
import type { ActionStatus } from '#shared/follow-up/status.ts';
import {
	isChosen,
	ofWhom,
	STATUS_CHOICES,
	type RegisterFilter,
	type StatusChoice,
	type Whose
} from '#shared/register/filter.ts';
import type { RegisterCounts } from '#shared/register/views.ts';
import type { Database } from '../store/connect.ts';
import { flag } from '../store/dialect.ts';
import {
	all,
	isBeforeNext,
	isLate,
	isMine,
	isOurs,
	isReadable,
	isVoid,
	joinNext,
	nextSessions,
	uncountedConditions,
	type ReaderContext
} from './conditions.ts';

/** The number of rows with the same values of everything that is counted. */
interface Kind {
	readonly mine: 0 | 1;
	readonly ours: 0 | 1;
	readonly late: 0 | 1;
	readonly soon: 0 | 1;
	readonly gone: 0 | 1;
	readonly status: ActionStatus;
	readonly count: number;
}

/** Counts how many actions each choice would show, in one pass over the rows. */
export async function countsOf(
	database: Database,
	context: ReaderContext,
	filter: RegisterFilter
): Promise<RegisterCounts> {
	const kinds = await kindsOf(database, context, filter);
	const count = (change: Partial<RegisterFilter>) =>
		kinds.reduce((sum, kind) => sum + (fits(kind, { ...filter, ...change }) ? kind.count : 0), 0);
	const status = STATUS_CHOICES.map((choice) => [choice, count({ status: choice })]);
	return {
		total: count({}),
		whose: byWhose((whose) => count(ofWhom(filter, whose))),
		overdue: count({ overdue: true }),
		beforeNext: count({ beforeNext: true }),
		status: Object.fromEntries(status) as Record<StatusChoice, number>
	};
}

async function kindsOf(database: Database, context: ReaderContext, filter: RegisterFilter) {
	const where = all([...uncountedConditions(context, filter), isReadable(context)]);
	const { rows } = await sql<Kind>`
		with ${nextSessions(context)}
		select ${flag(isMine(context))} as mine, ${flag(isOurs(context))} as ours,
			${flag(isLate(context))} as late, ${flag(isBeforeNext)} as soon, ${flag(isVoid)} as gone,
			action.status, count(*) as count
		from action ${joinNext}
		where ${where}
		group by 1, 2, 3, 4, 5, 6`.execute(database);
	return rows;
}

/** The part of a filter that is counted by choice. Must agree with the SQL in conditions.ts. */
function fits(kind: Kind, { whose, overdue, beforeNext, status }: RegisterFilter): boolean {
	if (kind.gone === 1) return whose === 'all' && !overdue && !beforeNext && status === undefined;
	if (whose === 'mine' && kind.mine !== 1) return false;
	if (whose === 'organisation' && kind.ours !== 1) return false;
	if (overdue && kind.late !== 1) return false;
	if (beforeNext && kind.soon !== 1) return false;
	return isChosen(status, kind.status);
}

function byWhose(count: (whose: Whose) => number): Record<Whose, number> {
	return { mine: count('mine'), organisation: count('organisation'), all: count('all') };
}
