import { m } from '#messages/messages.js';

/**
 * The statuses of an action, in the order of its life. `completed` is the lead's claim, `closed` the chair's
 * confirmation. "Overdue" is not a status: it follows from the due date and the clock.
 */
export const ACTION_STATUSES = [
	'proposed',
	'agreed',
	'in-progress',
	'blocked',
	'awaiting-input',
	'completed',
	'closed',
	'superseded',
	'cancelled'
] as const;

export type ActionStatus = (typeof ACTION_STATUSES)[number];

export const ACTION_STATUS_WORDS: Record<ActionStatus, () => string> = {
	proposed: m.status_proposed,
	agreed: m.status_agreed,
	'in-progress': m.status_in_progress,
	blocked: m.status_blocked,
	'awaiting-input': m.status_awaiting_input,
	completed: m.status_completed,
	closed: m.status_closed,
	superseded: m.status_superseded,
	cancelled: m.status_cancelled
};

/** Nothing is left to do or confirm; such an action is not carried over. */
export const FINISHED_STATUSES = ['closed', 'superseded', 'cancelled'] as const;

/** The lead has nothing left to do, so the action can no longer become overdue. */
export const DELIVERED_STATUSES = ['completed', ...FINISHED_STATUSES] as const;

/** True while something is left to do or confirm. */
export function isOpen(status: ActionStatus): boolean {
	return !FINISHED_STATUSES.some((one) => one === status);
}

/** True while the lead still has to deliver; only then can an action be overdue. */
export function isPending(status: ActionStatus): boolean {
	return !DELIVERED_STATUSES.some((one) => one === status);
}

/** How the lead organisation answered; `asked` while it has not. */
export type TakenOn = 'asked' | 'accepted' | 'declined';

export const PRIORITIES = ['low', 'normal', 'high'] as const;
export type Priority = (typeof PRIORITIES)[number];
export const PRIORITY_WORDS: Record<Priority, () => string> = {
	low: m.priority_low,
	normal: m.priority_normal,
	high: m.priority_high
};
