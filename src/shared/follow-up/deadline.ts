import { addDays, type Day } from '../time/dates.ts';
import { instantIn } from '../time/zoned-time.ts';
import { isPending, type ActionStatus } from './status.ts';

/**
 * When a due day is over: its end where the lead is, in milliseconds since 1970. "By 30 September" holds to the last
 * minute of that day there (domain.md §3).
 */
export function endOfDue(due: Day, timeZone: string): number {
	return instantIn(timeZone, addDays(due, 1), '00:00');
}

/** True once the due day is over and the lead has not delivered. */
export function isOverdue(status: ActionStatus, dueAt: number | undefined, now: number): boolean {
	return dueAt !== undefined && dueAt <= now && isPending(status);
}
