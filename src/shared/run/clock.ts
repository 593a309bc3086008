import { m } from '#messages/messages.js';
import type { AgendaItemId } from '../ids.ts';
import type { Segment } from './run-view.ts';

const MINUTE = 60_000; // ms
const AMBER_SHARE = 0.2; // share of the planned time left when the clock turns amber …
const AMBER_MOST = 5 * MINUTE; // … but never with more than this left

/** `plain`: no time is planned, so there is no overrun. */
export type ClockTone = 'plain' | 'green' | 'amber' | 'red';

/** How long an item ran, in milliseconds. */
export interface ItemClock {
	readonly elapsed: number;
	/** Negative on overrun; undefined if no time is planned. */
	readonly remaining: number | undefined;
	readonly tone: ClockTone;
}

/** The clock of an item at an instant; suspensions do not count. */
export function itemClock(
	{ id, plannedMinutes }: { id: AgendaItemId; plannedMinutes: number | undefined },
	segments: readonly Segment[],
	now: number
): ItemClock {
	const elapsed = elapsedOf(segments, id, now);
	if (plannedMinutes === undefined) return { elapsed, remaining: undefined, tone: 'plain' };
	const planned = plannedMinutes * MINUTE;
	const remaining = planned - elapsed;
	return { elapsed, remaining, tone: toneOf(remaining, planned) };
}

function toneOf(remaining: number, planned: number): ClockTone {
	if (remaining <= 0) return 'red';
	return remaining <= Math.min(planned * AMBER_SHARE, AMBER_MOST) ? 'amber' : 'green';
}

/** How long an item had run by an instant, in milliseconds. */
export function elapsedOf(segments: readonly Segment[], item: AgendaItemId, now: number): number {
	return segments
		.filter((segment) => segment.item === item)
		.reduce((sum, { startedAt, endedAt }) => sum + Math.max(0, (endedAt ?? now) - startedAt), 0);
}

/** A time in which something ran; `end` is undefined while it does. */
export interface Ran {
	readonly start: number;
	readonly end: number | undefined;
}

/** Less than this between two runs is a slip of the hand, or a pause that no reader of minutes misses. */
const PAUSE = MINUTE;

/** The times in which an item ran, in order; what a moment interrupted is one. */
export function runsOf(segments: readonly Segment[], item: AgendaItemId): Ran[] {
	const runs: Ran[] = [];
	for (const { startedAt, endedAt } of segments.filter((segment) => segment.item === item)) {
		const last = runs.at(-1);
		const goesOn = last?.end !== undefined && startedAt - last.end < PAUSE;
		if (goesOn) runs[runs.length - 1] = { start: last.start, end: endedAt };
		else runs.push({ start: startedAt, end: endedAt });
	}
	return runs;
}

/** When an item actually began and ended; `end` is undefined while it runs. Undefined if it never ran. */
export function actualTimes(segments: readonly Segment[], item: AgendaItemId) {
	const own = segments.filter((segment) => segment.item === item);
	const [first] = own;
	return first && { start: first.startedAt, end: own.at(-1)?.endedAt };
}

/** "12:05" or "1:02:05"; rounds seconds up, so that a countdown ends at 0:00. */
export function countdown(milliseconds: number): string {
	return clockText(Math.ceil(milliseconds / 1000));
}

/** "12:05" or "1:02:05"; rounds seconds down. */
export function stopwatch(milliseconds: number): string {
	return clockText(Math.floor(milliseconds / 1000));
}

function clockText(seconds: number): string {
	const pad = (value: number) => String(value).padStart(2, '0');
	const minutes = Math.floor(seconds / 60);
	const [hours, rest] = [Math.floor(minutes / 60), pad(seconds % 60)];
	return hours > 0 ? `${hours}:${pad(minutes % 60)}:${rest}` : `${minutes}:${rest}`;
}

/** A clock in figures and words; `counts` says which way it counts: "left", "over" or "so far". */
export interface ClockWords {
	readonly text: string;
	readonly counts: string;
	readonly words: string;
}

/** "12:05" and "12:05 left", "+3:05" and "3:05 over", "8:00" and "8:00 so far". */
export function clockWords({ elapsed, remaining }: ItemClock): ClockWords {
	if (remaining === undefined) {
		const text = stopwatch(elapsed);
		return { text, counts: m.clock_counts_so_far(), words: m.clock_so_far({ text }) };
	}
	if (remaining > 0) {
		const text = countdown(remaining);
		return { text, counts: m.clock_counts_left(), words: m.clock_left({ text }) };
	}
	const text = stopwatch(-remaining);
	return { text: `+${text}`, counts: m.clock_counts_over(), words: m.clock_over({ text }) };
}

/** How long until a suspended session resumes; red once it is late. */
export function untilClock(resumesAt: number, now: number): ClockWords & { tone: ClockTone } {
	if (resumesAt > now) {
		const text = countdown(resumesAt - now);
		return { text, counts: m.clock_counts_to_go(), words: m.clock_to_go({ text }), tone: 'plain' };
	}
	const text = stopwatch(now - resumesAt);
	return {
		text: `+${text}`,
		counts: m.clock_counts_over(),
		words: m.clock_over({ text }),
		tone: 'red'
	};
}
