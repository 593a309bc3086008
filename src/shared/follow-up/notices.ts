/** What people are told of. The order is that of the settings. */
export const NOTICE_KINDS = [
	'assigned',
	'answered',
	'completed',
	'confirmed',
	'returned',
	'reminder',
	'changed',
	'moved',
	'progress',
	'evidence'
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

interface KindOfNotice {
	/** In the settings. */
	readonly name: string;
	/** Above the action. */
	readonly said: string;
	/** Mailed unless somebody chose otherwise. */
	readonly mails: boolean;
}

/** What each kind is called, and whether it is mailed unless somebody chose otherwise. */
export const NOTICES: Record<NoticeKind, KindOfNotice> = {
	assigned: {
		name: 'An action is given to me or my organisation',
		said: 'An action was assigned to you',
		mails: true
	},
	answered: {
		name: 'A lead accepts or declines',
		said: 'The lead has answered',
		mails: true
	},
	completed: {
		name: 'An action is reported completed',
		said: 'Reported completed, to be confirmed',
		mails: true
	},
	confirmed: {
		name: 'My action is confirmed and closed',
		said: 'Your action was confirmed and closed',
		mails: false
	},
	returned: {
		name: 'My action is sent back',
		said: 'Your action was sent back',
		mails: true
	},
	reminder: {
		name: 'Reminders before and after a due date',
		said: 'Reminder',
		mails: true
	},
	changed: {
		name: 'The due date of my action changes',
		said: 'The due date was changed',
		mails: true
	},
	moved: {
		name: 'An action I lead or support moves on',
		said: 'Another status',
		mails: false
	},
	progress: {
		name: 'Progress is noted',
		said: 'Progress was noted',
		mails: false
	},
	evidence: {
		name: 'Evidence is added',
		said: 'Evidence was added',
		mails: false
	}
};

/** When reminders come: before the due day, on it, the day after, and to the chair as well. */
export const STAGES = ['soon', 'due', 'overdue', 'escalated'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_WORDS: Record<Stage, string> = {
	soon: 'Due in three days',
	due: 'Due today',
	overdue: 'Overdue',
	escalated: 'Overdue for a week'
};

/** What somebody wants to be told, and how. */
export interface NoticePreference {
	readonly kind: NoticeKind;
	readonly inApp: boolean;
	readonly mail: boolean;
}
