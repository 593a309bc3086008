import { m } from '#messages/messages.js';

/** What people are notified about, in the order of the settings. */
export const NOTICE_KINDS = [
	'assigned',
	'answered',
	'completed',
	'confirmed',
	'returned',
	'reminder',
	'changed',
	'cancelled',
	'change-asked',
	'change-answered',
	'moved',
	'progress',
	'evidence',
	'mentioned',
	'originator-asked',
	'originator-answered',
	'minutes-circulated',
	'minutes-recalled',
	'minutes-corrected',
	'minutes-answered',
	'minutes-voted',
	'minutes-adopted'
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

interface KindOfNotice {
	/** Wording in the settings. */
	readonly name: () => string;
	/** Wording above the action or line. */
	readonly said: () => string;
	/** True if mailed by default. */
	readonly mails: boolean;
}

/** The wording of each kind, and whether it is mailed by default. */
export const NOTICES: Record<NoticeKind, KindOfNotice> = {
	assigned: {
		name: m.notice_assigned,
		said: m.notice_assigned_said,
		mails: true
	},
	answered: {
		name: m.notice_answered,
		said: m.notice_answered_said,
		mails: true
	},
	completed: {
		name: m.notice_completed,
		said: m.notice_completed_said,
		mails: true
	},
	confirmed: {
		name: m.notice_confirmed,
		said: m.notice_confirmed_said,
		mails: false
	},
	returned: {
		name: m.notice_returned,
		said: m.notice_returned_said,
		mails: true
	},
	reminder: {
		name: m.notice_reminder,
		said: m.notice_reminder_said,
		mails: true
	},
	changed: {
		name: m.notice_changed,
		said: m.notice_changed_said,
		mails: true
	},
	cancelled: {
		name: m.notice_cancelled,
		said: m.notice_cancelled_said,
		mails: true
	},
	'change-asked': {
		name: m.notice_change_asked,
		said: m.notice_change_asked_said,
		mails: true
	},
	'change-answered': {
		name: m.notice_change_answered,
		said: m.notice_change_answered_said,
		mails: true
	},
	moved: {
		name: m.notice_moved,
		said: m.notice_moved_said,
		mails: false
	},
	progress: {
		name: m.notice_progress,
		said: m.notice_progress_said,
		mails: false
	},
	evidence: {
		name: m.notice_evidence,
		said: m.notice_evidence_said,
		mails: false
	},
	mentioned: {
		name: m.notice_mentioned,
		said: m.notice_mentioned_said,
		mails: true
	},
	'originator-asked': {
		name: m.notice_originator_asked,
		said: m.notice_originator_asked_said,
		mails: true
	},
	'originator-answered': {
		name: m.notice_originator_answered,
		said: m.notice_originator_answered_said,
		mails: true
	},
	'minutes-circulated': {
		name: m.notice_minutes_circulated,
		said: m.notice_minutes_circulated_said,
		mails: true
	},
	'minutes-recalled': {
		name: m.notice_minutes_recalled,
		said: m.notice_minutes_recalled_said,
		mails: true
	},
	'minutes-corrected': {
		name: m.notice_minutes_corrected,
		said: m.notice_minutes_corrected_said,
		mails: false
	},
	'minutes-answered': {
		name: m.notice_minutes_answered,
		said: m.notice_minutes_answered_said,
		mails: true
	},
	'minutes-voted': {
		name: m.notice_minutes_voted,
		said: m.notice_minutes_voted_said,
		mails: false
	},
	'minutes-adopted': {
		name: m.notice_minutes_adopted,
		said: m.notice_minutes_adopted_said,
		mails: true
	}
};

/** Stages of reminders: before the due day, on it, the day after, and a week later to the chair as well. */
export const STAGES = ['soon', 'due', 'overdue', 'escalated'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_WORDS: Record<Stage, () => string> = {
	soon: m.notice_soon,
	due: m.notice_due,
	overdue: m.notice_overdue,
	escalated: m.notice_escalated
};

/** How a person wants to be told about one kind of event. */
export interface NoticePreference {
	readonly kind: NoticeKind;
	readonly inApp: boolean;
	readonly mail: boolean;
}
