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

/** A clock in figures and in words: "12:05" and "12:05 left", "+3:05" and "3:05 over", "8:00" and "8:00 so far". */
export function clockWords({ elapsed, remaining }: ItemClock): { text: string; words: string } {
	if (remaining === undefined) {
		const text = stopwatch(elapsed);
		return { text, words: m.clock_so_far({ text }) };
	}
	if (remaining > 0) {
		const text = countdown(remaining);
		return { text, words: m.clock_left({ text }) };
	}
	const text = stopwatch(-remaining);
	return { text: `+${text}`, words: m.clock_over({ text }) };
}
