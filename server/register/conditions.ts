import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { addDays, weekdayOf, type Day } from '#shared/time/dates.ts';
import { ACTION_STATUSES, isPending } from '#shared/follow-up/status.ts';
import type { SessionId } from '#shared/ids.ts';
import { isChosen, type RegisterFilter, type Sort } from '#shared/register/filter.ts';
import { searchWords } from '#shared/search.ts';
import type { Readable } from '../sessions/readable.ts';
import { contains, containsWord, isOneOf, notByIndex, pairs } from '../store/dialect.ts';

/** For whom and when the register is read. */
export interface Asking {
	readonly readable: Readable;
	/** Where the reader's organisation is, it is this day. */
	readonly today: Day;
	readonly now: number;
	/** The day of the next session of its series, for sessions that have one the reader takes part in. */
	readonly nextSessions: ReadonlyMap<SessionId, Day>;
}

export type Condition = RawBuilder<SqlBool>;

/** True where all of these are. */
export const all = (conditions: readonly Condition[]): Condition =>
	conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
const words = (list: readonly string[]) => sql.join(list.map((word) => sql.lit(word)));

const PENDING = words(ACTION_STATUSES.filter(isPending));
const SEARCH = sql`action.search`;
/** As the index on it says; see migration 011. */
const DUE = sql<Day>`coalesce(action.due, '9999-12-31')`;

export const ORDERS: Record<Sort, RawBuilder<unknown>> = {
	due: sql`${DUE}, action.seq`,
	changed: sql`action.changed_at desc, action.seq desc`,
	reference: sql`session.sequence, number.sequence`
};

/**
 * Only what the reader may have. Not by the index of their documents: the database walks along the order that is asked
 * for instead and stops when a page is full.
 */
export function isReadable({ readable }: Asking): Condition {
	return isOneOf(notByIndex(sql`action.document_id`), [...readable.access.keys()]);
}

/** Each choice that is counted as a question of its own, true or false of every row. */
export const isVoid = sql<SqlBool>`action.void = 1`;

export function isMine({ readable }: Asking): Condition {
	return sql<SqlBool>`action.lead_person_id = ${readable.person}`;
}

/** The organisation leads or supports it. Ids are too long to stand in one another. */
export function isOurs({ readable }: Asking): Condition {
	const organisation = readable.organisation ?? '';
	return sql<SqlBool>`(action.lead_organisation_id = ${organisation}
		or ${contains(sql`action.support`, JSON.stringify(organisation))})`;
}

export function isLate({ now }: Asking): Condition {
	return sql<SqlBool>`(action.void = 0 and action.due_at <= ${now} and action.status in (${PENDING}))`;
}

/** Wants `next_session` joined. */
export const isBeforeNext = sql<SqlBool>`(action.void = 0 and action.status in (${PENDING})
	and action.due < next_session.day)`;

/** In which stretch of the timeline it is. */
export function stretch({ today, now }: Asking): RawBuilder<string> {
	const sunday = addDays(today, 6 - weekdayOf(today));
	return sql<string>`case
		when action.due is null then 'none'
		when action.status in (${PENDING}) and action.due_at <= ${now} then 'overdue'
		when action.status not in (${PENDING}) and action.due < ${today} then 'earlier'
		when action.due <= ${sunday} then 'week'
		else substr(action.due, 1, 7) end`;
}

/** What is not counted choice by choice: series, topic, lead, stretch and words. */
export function asksFor(asking: Asking, filter: RegisterFilter): Condition[] {
	const { series, topic, lead, when, text } = filter;
	return [
		...(series ? [ofSeries(series)] : []),
		...(topic ? [hasTopic(topic)] : []),
		...(lead ? [sql<SqlBool>`action.lead_organisation_id = ${lead}`] : []),
		...(when ? [sql<SqlBool>`(action.void = 0 and ${stretch(asking)} = ${when})`] : []),
		...searchWords(text).map((word) => contains(SEARCH, word))
	];
}

function ofSeries(series: string): Condition {
	return sql<SqlBool>`action.session_id in (select id from session where series_id = ${series})`;
}

/** The topic and not a longer one. */
function hasTopic(topic: string): Condition {
	return containsWord(SEARCH, `#${topic}`, 'a-z0-9_à-ɏͰ-ӿ-');
}

/** Everything that a filter asks for, of what the reader may have. */
export function passes(asking: Asking, filter: RegisterFilter): Condition {
	const { whose, overdue, beforeNext, status } = filter;
	const chosen = ACTION_STATUSES.filter((one) => isChosen(status, one));
	const notVoid = sql<SqlBool>`action.void = 0`;
	return all([
		...(whose === 'mine' ? [isMine(asking)] : []),
		...(whose === 'organisation' ? [isOurs(asking)] : []),
		...(whose !== 'all' || status ? [notVoid] : []),
		...(status ? [sql<SqlBool>`action.status in (${words(chosen)})`] : []),
		...(overdue ? [isLate(asking)] : []),
		...(beforeNext ? [isBeforeNext] : []),
		...asksFor(asking, filter),
		isReadable(asking)
	]);
}

/** `with …`: the next session of each session's series. */
export function nextSessions({ nextSessions: days }: Asking): RawBuilder<unknown> {
	return sql`next_session(session_id, day) as materialized (${pairs(days)})`;
}

export const joinNext = sql`left join next_session on next_session.session_id = action.session_id`;
