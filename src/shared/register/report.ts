import { m } from '#messages/messages.js';
import type { Day } from '../time/dates.ts';
import type { RegisterAction } from './register-action.ts';
import type { FollowUpEntry } from '../follow-up/follow-up.ts';
import { isOpen } from '../follow-up/status.ts';

/** The parts of a progress report, in the order in which a session goes through them. */
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
	/** When the last session ended, in milliseconds since 1970. */
	readonly since: number;
	/** `JS-07` */
	readonly last: string;
	/** By due date. */
	readonly actions: readonly ReportedAction[];
}

/** The part of the report to which an action belongs, for a session on the given day. */
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
