import type { Day } from '../time/dates.ts';
import { isPending, type ActionStatus } from './status.ts';

/**
 * When a due day is over: its end in the lead's zone, in milliseconds since 1970. "By 30 September" holds until the
 * last minute of that day there.
 */
export function endOfDue(due: Day, timeZone: string): number {
	const next = Temporal.PlainDate.from(due).add({ days: 1 });
	return next.toZonedDateTime(timeZone).epochMilliseconds; // not always at 00:00: some clocks skip it
}

/** True once the due day is over and the lead has not delivered. */
export function isOverdue(status: ActionStatus, dueAt: number | undefined, now: number): boolean {
	return dueAt !== undefined && dueAt <= now && isPending(status);
}
