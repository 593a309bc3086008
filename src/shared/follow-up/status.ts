import { m } from '#messages/messages.js';

/**
 * Where an action stands, in the order of its life. `completed` is what the lead claims, `closed` what the chair has
 * confirmed. "Overdue" is no status: it is what a date and a clock say.
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

/** Nothing more is to be done or confirmed; such an action is not carried over. */
export const FINISHED_STATUSES = ['closed', 'superseded', 'cancelled'] as const;

/** The lead has nothing more to do, so no date can pass any more. */
export const DELIVERED_STATUSES = ['completed', ...FINISHED_STATUSES] as const;

/** True while somebody still has to do or confirm something. */
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
