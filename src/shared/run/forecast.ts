import type { Day } from '../time/dates.ts';
import type { AgendaItemId } from '../ids.ts';
import { instantIn } from '../time/zoned-time.ts';
import { isOpen, itemsAhead } from './agenda-order.ts';
import { actualTimes, elapsedOf } from './clock.ts';
import type { RunView } from './run-view.ts';

const MINUTE = 60_000; // ms
const SAME_OCCASION = 12 * 60 * MINUTE; // a start further than this from the planned one is unrelated to it
const SHORTEST = 5; // minutes; no item is shortened below this

/** When a session is planned to begin. */
export interface Plan {
	readonly date: Day;
	/** "10:00" in `timeZone` */
	readonly startsAt: string | undefined;
	readonly timeZone: string;
}

export interface PlannedItem {
	readonly id: AgendaItemId;
	readonly plannedMinutes: number | undefined;
}

/** Actual or expected times of an item; instants in milliseconds since 1970. */
export interface ForecastRow {
	readonly item: AgendaItemId;
	/** `elsewhere`: not discussed in this session. */
	readonly state: 'done' | 'running' | 'ahead' | 'elsewhere';
	readonly startsAt: number | undefined;
	readonly endsAt: number | undefined;
}

export interface Forecast {
	readonly rows: readonly ForecastRow[];
	/** Undefined if nothing left has a planned time, or the start is unknown. */
	readonly endsAt: number | undefined;
	readonly dueAt: number | undefined;
	/** Whole minutes by which the end is later than due; 0 if it is not. */
	readonly over: number;
	/** Number of items left without a planned time; the end may be later. */
	readonly unplanned: number;
}

export type ForecastRun = Pick<
	RunView,
	'state' | 'running' | 'segments' | 'outcomes' | 'dueAt' | 'closedAt'
>;

/** When each item and the whole session will end, as foreseen at an instant. */
export function forecast(
	agenda: readonly PlannedItem[],
	run: ForecastRun,
	plan: Plan,
	now: number
): Forecast {
	const begin = run.state === 'planned' ? expectedStart(plan, now) : now;
	const running = agenda.find(({ id }) => id === run.running);
	const ahead = itemsAhead(agenda, run.outcomes, run.running);
	const left = [...(running ? [running] : []), ...ahead];
	const spans = spansOf(left, run, begin, now);
	const isTimed = left.some(({ plannedMinutes }) => plannedMinutes !== undefined);
	const endsAt = run.closedAt ?? (isTimed ? spans.get(left.at(-1)?.id)?.end : undefined);
	const dueAt = run.state === 'planned' ? plannedEnd(agenda, plan) : run.dueAt;
	return {
		rows: agenda.map((item) => rowOf(item, run, spans)),
		endsAt,
		dueAt,
		over: minutesOver(endsAt, dueAt),
		unplanned: left.filter(({ plannedMinutes }) => plannedMinutes === undefined).length
	};
}

type Spans = ReadonlyMap<
	AgendaItemId | undefined,
	{ readonly start: number; readonly end: number }
>;

/** The expected spans of the items left, one after another. */
function spansOf(
	left: readonly PlannedItem[],
	run: ForecastRun,
	begin: number | undefined,
	now: number
): Spans {
	const spans = new Map<AgendaItemId | undefined, { start: number; end: number }>();
	if (begin === undefined || run.state === 'closed') return spans;
	let start = begin;
	for (const { id, plannedMinutes = 0 } of left) {
		const rest = Math.max(0, plannedMinutes * MINUTE - elapsedOf(run.segments, id, now));
		spans.set(id, { start, end: start + rest });
		start += rest;
	}
	return spans;
}

function rowOf({ id }: PlannedItem, run: ForecastRun, spans: Spans): ForecastRow {
	const actual = actualTimes(run.segments, id);
	const span = spans.get(id);
	if (id === run.running)
		return { item: id, state: 'running', startsAt: actual?.start, endsAt: span?.end };
	if (isOpen(run.outcomes, id))
		return { item: id, state: 'ahead', startsAt: span?.start, endsAt: span?.end };
	const outcome = run.outcomes.find((one) => one.item === id);
	const state = outcome?.disposition === undefined ? 'done' : 'elsewhere';
	return { item: id, state, startsAt: actual?.start, endsAt: actual?.end };
}

function minutesOver(endsAt: number | undefined, dueAt: number | undefined): number {
	if (endsAt === undefined || dueAt === undefined) return 0;
	return Math.max(0, Math.floor((endsAt - dueAt) / MINUTE));
}

function plannedStart({ date, startsAt, timeZone }: Plan): number | undefined {
	return startsAt === undefined ? undefined : instantIn(timeZone, date, startsAt);
}

/** The planned start, or now if it has just passed; a session of long ago is not expected to start today. */
function expectedStart(plan: Plan, now: number): number | undefined {
	const start = plannedStart(plan);
	return start !== undefined && now > start && now - start < SAME_OCCASION ? now : start;
}

function plannedEnd(agenda: readonly PlannedItem[], plan: Plan): number | undefined {
	const start = plannedStart(plan);
	return start === undefined ? undefined : endAfter(start, agenda);
}

function endAfter(start: number, agenda: readonly PlannedItem[]): number | undefined {
	const minutes = agenda.reduce((sum, { plannedMinutes = 0 }) => sum + plannedMinutes, 0);
	return minutes === 0 ? undefined : start + minutes * MINUTE;
}

/**
 * When a session that starts now is due to end: counted from the planned start, even if it starts late; from now if it
 * was planned for another time altogether. Undefined if no time is planned.
 */
export function dueEnd(
	agenda: readonly PlannedItem[],
	plan: Plan,
	startedAt: number
): number | undefined {
	const start = plannedStart(plan);
	const isThatTime = start !== undefined && Math.abs(startedAt - start) < SAME_OCCASION;
	return endAfter(isThatTime ? start : startedAt, agenda);
}

/** A way to make up time with an item that is still ahead. */
export interface Remedy {
	readonly item: AgendaItemId;
	/**
	 * Planned minutes that would make up all the lost time, or as much as this item can; undefined if already short.
	 */
	readonly shortenTo: number | undefined;
}

/** The remedies for an overrun among the items ahead; none while there is no overrun. */
export function remedies(
	agenda: readonly PlannedItem[],
	run: ForecastRun,
	{ over }: Pick<Forecast, 'over'>
): Remedy[] {
	if (over === 0) return [];
	return itemsAhead(agenda, run.outcomes, run.running).map(({ id, plannedMinutes = 0 }) => {
		const shorter = Math.max(SHORTEST, plannedMinutes - over);
		return { item: id, shortenTo: shorter < plannedMinutes ? shorter : undefined };
	});
}
