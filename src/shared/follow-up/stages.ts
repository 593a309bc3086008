import { addDays, type Day } from '../time/dates.ts';
import { endOfDue } from './deadline.ts';
import { STAGES, type Stage } from './notices.ts';

/** Days after the due day on which a stage begins. */
const BEGINS: Record<Stage, number> = { soon: -3, due: 0, overdue: 1, escalated: 7 };

/** When a stage begins: at the start of its day where the lead is. Milliseconds since 1970. */
export function stageBegins(stage: Stage, due: Day, timeZone: string): number {
	return endOfDue(addDays(due, BEGINS[stage] - 1), timeZone);
}

/** The stage that an action with this due day is in; undefined while it is too early for any. */
export function stageAt(due: Day, timeZone: string, now: number): Stage | undefined {
	return STAGES.findLast((stage) => stageBegins(stage, due, timeZone) <= now);
}

/** When the next stage begins; undefined when there is none any more. */
export function nextStageAt(due: Day, timeZone: string, now: number): number | undefined {
	return STAGES.map((stage) => stageBegins(stage, due, timeZone)).find((at) => at > now);
}
