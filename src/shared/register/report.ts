import { m } from '#messages/messages.js';
import type { Day } from '../time/dates.ts';
import type { RegisterAction } from './register-action.ts';
import type { FollowUpEntry } from '../follow-up/follow-up.ts';
import { isOpen } from '../follow-up/status.ts';

/** The parts of a progress report, in the order in which a session goes through them (domain.md §3). */
export const REPORT_GROUPS = {
	overdue: m.report_overdue,
	'to-confirm': m.report_to_confirm,
	'before-session': m.report_before_session,
	later: m.report_later,
	undated: m.report_undated,
	finished: m.report_finished
} as const;
export type ReportGroup = keyof typeof REPORT_GROUPS;

export interface ReportedAction {
	readonly action: RegisterAction;
	readonly group: ReportGroup;
	/** What happened since the last session, oldest first. */
	readonly changes: readonly FollowUpEntry[];
}

/** What became of the actions of earlier sessions. */
export interface ProgressReport {
	/** Milliseconds since 1970: when the last session ended. */
	readonly since: number;
	/** `JS-07` */
	readonly last: string;
	/** By due date. */
	readonly actions: readonly ReportedAction[];
}

/** In which part of the report for a session on a day an action stands. */
export function reportGroup(
	{ status, overdue, due }: Pick<RegisterAction, 'status' | 'overdue' | 'due'>,
	session: Day
): ReportGroup {
	if (!isOpen(status)) return 'finished';
	if (status === 'completed') return 'to-confirm';
	if (overdue) return 'overdue';
	if (due === undefined) return 'undated';
	return due <= session ? 'before-session' : 'later';
}
