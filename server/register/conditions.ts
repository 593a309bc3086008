import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { addDays, weekdayOf, type Day } from '#shared/time/dates.ts';
import { ACTION_STATUSES, isPending } from '#shared/follow-up/status.ts';
import type { SessionId } from '#shared/ids.ts';
import { isChosen, type RegisterFilter, type Sort } from '#shared/register/filter.ts';
import { searchWords } from '#shared/search.ts';
import type { Readable } from '../sessions/readable.ts';
import { contains, containsWord, isOneOf, notByIndex, pairs } from '../store/dialect.ts';

/** The reader of the register, and the time of reading. */
export interface ReaderContext {
	readonly readable: Readable;
	/** Today in the time zone of the reader's organisation. */
	readonly today: Day;
	readonly now: number;
	/** By session: the day of the next session of its series in which the reader participates. */
	readonly nextSessions: ReadonlyMap<SessionId, Day>;
}

export type Condition = RawBuilder<SqlBool>;

/** The conjunction of conditions. */
export const all = (conditions: readonly Condition[]): Condition =>
	conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
const words = (list: readonly string[]) => sql.join(list.map((word) => sql.lit(word)));

const PENDING = words(ACTION_STATUSES.filter(isPending));
const SEARCH = sql`action.search`;
/** Must be written exactly as in its index, in migration 011. */
const DUE = sql<Day>`coalesce(action.due, '9999-12-31')`;

export const ORDERS: Record<Sort, RawBuilder<unknown>> = {
	due: sql`${DUE}, action.seq`,
	changed: sql`action.changed_at desc, action.seq desc`,
	reference: sql`session.sequence, number.sequence`
};

/**
 * Only actions that the reader may read. Not by the index on documents: the database walks the index of the requested
 * order instead and stops when a page is full.
 */
export function isReadable({ readable }: ReaderContext): Condition {
	return isOneOf(notByIndex(sql`action.document_id`), [...readable.access.keys()]);
}

/** Like the next ones, a condition for a choice that is counted separately. */
export const isVoid = sql<SqlBool>`action.void = 1`;

export function isMine({ readable }: ReaderContext): Condition {
	return sql<SqlBool>`action.lead_person_id = ${readable.person}`;
}

/**
 * The reader's organisation leads or supports the action. Ids are matched with their quotes, so only whole ones match.
 */
export function isOurs({ readable }: ReaderContext): Condition {
	const organisation = readable.organisation ?? '';
	return sql<SqlBool>`(action.lead_organisation_id = ${organisation}
		or ${contains(sql`action.support`, JSON.stringify(organisation))})`;
}

export function isLate({ now }: ReaderContext): Condition {
	return sql<SqlBool>`(action.void = 0 and action.due_at <= ${now} and action.status in (${PENDING}))`;
}

/** Needs {@link joinNext}. */
export const isBeforeNext = sql<SqlBool>`(action.void = 0 and action.status in (${PENDING})
	and action.due < next_session.day)`;

/** The stretch of the timeline that an action is in. */
export function stretch({ today, now }: ReaderContext): RawBuilder<string> {
	const sunday = addDays(today, 6 - weekdayOf(today));
	return sql<string>`case
		when action.due is null then 'none'
		when action.status in (${PENDING}) and action.due_at <= ${now} then 'overdue'
		when action.status not in (${PENDING}) and action.due < ${today} then 'earlier'
		when action.due <= ${sunday} then 'week'
		else substr(action.due, 1, 7) end`;
}

/** The conditions of a filter that are not counted by choice: series, topic, lead, stretch and words. */
export function uncountedConditions(context: ReaderContext, filter: RegisterFilter): Condition[] {
	const { series, topic, lead, when, text } = filter;
	return [
		...(series ? [ofSeries(series)] : []),
		...(topic ? [hasTopic(topic)] : []),
		...(lead ? [sql<SqlBool>`action.lead_organisation_id = ${lead}`] : []),
		...(when ? [sql<SqlBool>`(action.void = 0 and ${stretch(context)} = ${when})`] : []),
		...searchWords(text).map((word) => contains(SEARCH, word))
	];
}

function ofSeries(series: string): Condition {
	return sql<SqlBool>`action.session_id in (select id from session where series_id = ${series})`;
}

/** Matches the whole topic, not a longer one. */
function hasTopic(topic: string): Condition {
	return containsWord(SEARCH, `#${topic}`, 'a-z0-9_à-ɏͰ-ӿ-');
}

/** All conditions of a filter, and that the reader may read the action. */
export function passes(context: ReaderContext, filter: RegisterFilter): Condition {
	const { whose, overdue, beforeNext, status } = filter;
	const chosen = ACTION_STATUSES.filter((one) => isChosen(status, one));
	const notVoid = sql<SqlBool>`action.void = 0`;
	return all([
		...(whose === 'mine' ? [isMine(context)] : []),
		...(whose === 'organisation' ? [isOurs(context)] : []),
		...(whose !== 'all' || status ? [notVoid] : []),
		...(status ? [sql<SqlBool>`action.status in (${words(chosen)})`] : []),
		...(overdue ? [isLate(context)] : []),
		...(beforeNext ? [isBeforeNext] : []),
		...uncountedConditions(context, filter),
		isReadable(context)
	]);
}

/** A common table expression for `with`: the next session of each session's series. */
export function nextSessions({ nextSessions: days }: ReaderContext): RawBuilder<unknown> {
	return sql`next_session(session_id, day) as materialized (${pairs(days)})`;
}

export const joinNext = sql`left join next_session on next_session.session_id = action.session_id`;
