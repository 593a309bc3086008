import { m } from '#messages/messages.js';
import type { LinkedAnswerName } from '#shared/follow-up/answers.ts';
import type { NoticeKind, Stage } from '#shared/follow-up/notices.ts';

/** A message without placeholders. */
type Words = typeof m.mail_open;

/** What happened, as the first line of a notification. */
export const HAPPENED: Record<Exclude<NoticeKind, 'reminder'>, Words> = {
	assigned: m.mail_happened_assigned,
	answered: m.mail_happened_answered,
	completed: m.mail_happened_completed,
	confirmed: m.mail_happened_confirmed,
	returned: m.mail_happened_returned,
	changed: m.mail_happened_changed,
	cancelled: m.mail_happened_cancelled,
	'change-asked': m.mail_happened_change_asked,
	'change-answered': m.mail_happened_change_answered,
	moved: m.mail_happened_moved,
	progress: m.mail_happened_progress,
	evidence: m.mail_happened_evidence,
	mentioned: m.mail_happened_mentioned,
	'originator-asked': m.mail_happened_originator_asked,
	'originator-answered': m.mail_happened_originator_answered,
	'minutes-circulated': m.mail_happened_minutes_circulated,
	'minutes-recalled': m.mail_happened_minutes_recalled,
	'minutes-corrected': m.mail_happened_minutes_corrected,
	'minutes-answered': m.mail_happened_minutes_answered,
	'minutes-voted': m.mail_happened_minutes_voted,
	'minutes-adopted': m.mail_happened_minutes_adopted
};

/** The first line of a reminder. */
export const STAGES: Record<Stage, Words> = {
	soon: m.mail_stage_soon,
	due: m.mail_stage_due,
	overdue: m.mail_stage_overdue,
	escalated: m.mail_stage_escalated
};

/** Names of the links that give an answer. */
export const ANSWER_NAMES: Record<LinkedAnswerName, Words> = {
	accept: m.mail_answer_accept,
	decline: m.mail_answer_decline,
	start: m.mail_answer_start,
	complete: m.mail_answer_complete
};
