import { addDays, type Day } from '../time/dates.ts';
import { endOfDue } from './deadline.ts';
import { STAGES, type Stage } from './notices.ts';

/** The day on which each stage begins, counted from the due day. */
const BEGINS: Record<Stage, number> = { soon: -3, due: 0, overdue: 1, escalated: 7 };

/** When a stage begins: the start of its day in the lead's zone, in milliseconds since 1970. */
export function stageBegins(stage: Stage, due: Day, timeZone: string): number {
	return endOfDue(addDays(due, BEGINS[stage] - 1), timeZone);
}

/** The stage of an action with this due day; undefined before the first one. */
export function stageAt(due: Day, timeZone: string, now: number): Stage | undefined {
	return STAGES.findLast((stage) => stageBegins(stage, due, timeZone) <= now);
}

/** When the next stage begins; undefined after the last one. */
export function nextStageAt(due: Day, timeZone: string, now: number): number | undefined {
	return STAGES.map((stage) => stageBegins(stage, due, timeZone)).find((at) => at > now);
}
