import { m } from '#messages/messages.js';

/**
 * Every refusal of the product: its HTTP status and wording. The words say what happened, what is safe and what to do
 * next. No other part of the product words a refusal.
 */
const REFUSALS = {
	'bad-request': [400, m.refusal_bad_request],
	'not-signed-in': [401, m.refusal_not_signed_in],
	'wrong-password': [400, m.refusal_wrong_password],
	'too-many-tries': [429, m.refusal_too_many_tries],
	'weak-password': [400, m.refusal_weak_password],
	'link-spent': [410, m.refusal_link_spent],
	'answer-link-used': [410, m.refusal_answer_link_used],
	'answer-link-spent': [410, m.refusal_answer_link_spent],
	'not-found': [404, m.refusal_not_found],
	forbidden: [403, m.refusal_forbidden],
	'wrong-origin': [403, m.refusal_wrong_origin],
	'email-taken': [409, m.refusal_email_taken],
	'code-taken': [409, m.refusal_code_taken],
	'item-missing': [409, m.refusal_item_missing],
	'item-running': [409, m.refusal_item_running],
	'account-disabled': [403, m.refusal_account_disabled],
	'guest-stays-guest': [409, m.refusal_guest_stays_guest],
	'own-account': [409, m.refusal_own_account],
	'own-audit': [409, m.refusal_own_audit],
	'last-administrator': [409, m.refusal_last_administrator],
	'last-keeper': [409, m.refusal_last_keeper],
	'chair-passes-on': [403, m.refusal_chair_passes_on],
	'order-stale': [409, m.refusal_order_stale],
	'marking-moved': [409, m.refusal_marking_moved],
	'not-the-originator': [403, m.refusal_not_the_originator],
	'originator-left-out': [409, m.refusal_originator_left_out],
	'run-moved': [409, m.refusal_run_moved],
	'too-late-to-undo': [409, m.refusal_too_late_to_undo],
	'run-not-live': [409, m.refusal_run_not_live],
	'run-closed': [409, m.refusal_run_closed],
	'floor-moved': [409, m.refusal_floor_moved],
	'stay-overlaps': [409, m.refusal_stay_overlaps],
	'not-for-all': [409, m.refusal_not_for_all],
	'wording-moved': [409, m.refusal_wording_moved],
	'held-does-not-fit': [409, m.refusal_held_does_not_fit],
	'document-unreadable': [409, m.refusal_document_unreadable],
	'document-readable': [409, m.refusal_document_readable],
	'no-good-version': [409, m.refusal_no_good_version],
	'no-wording': [409, m.refusal_no_wording],
	'wording-frozen': [409, m.refusal_wording_frozen],
	'read-back-over': [409, m.refusal_read_back_over],
	'answers-missing': [409, m.refusal_answers_missing],
	'not-your-move': [403, m.refusal_not_your_move],
	'not-from-here': [409, m.refusal_not_from_here],
	'action-changed': [409, m.refusal_action_changed],
	'words-missing': [400, m.refusal_words_missing],
	'not-asked-to': [409, m.refusal_not_asked_to],
	'not-asked': [409, m.refusal_not_asked],
	'not-later': [409, m.refusal_not_later],
	'records-full': [409, m.refusal_records_full],
	'versions-full': [409, m.refusal_versions_full],
	'versions-busy': [429, m.refusal_versions_busy],
	'name-taken': [409, m.refusal_name_taken],
	'minutes-not-there': [409, m.refusal_minutes_not_there],
	'minutes-moved': [409, m.refusal_minutes_moved],
	'minutes-adopted': [409, m.refusal_minutes_adopted],
	'minutes-no-approver': [400, m.refusal_minutes_no_approver],
	'minutes-objected': [409, m.refusal_minutes_objected],
	'corrections-open': [409, m.refusal_corrections_open],
	'silence-not-over': [409, m.refusal_silence_not_over],
	'approvals-missing': [409, m.refusal_approvals_missing],
	'limit-reached': [409, m.refusal_limit_reached],
	'views-full': [409, m.refusal_views_full],
	'export-needs-recipient': [409, m.refusal_export_needs_recipient],
	'export-failed': [500, m.refusal_export_failed],
	'export-unavailable': [501, m.refusal_export_unavailable],
	'export-too-large': [422, m.refusal_export_too_large],
	'export-dropped': [410, m.refusal_export_dropped],
	'exports-busy': [503, m.refusal_exports_busy],
	'too-many-exports': [429, m.refusal_too_many_exports],
	'too-many-feeds': [409, m.refusal_too_many_feeds],
	'too-many-searches': [429, m.refusal_too_many_searches],
	'file-not-taken': [415, m.refusal_file_not_taken],
	'file-missing': [410, m.refusal_file_missing],
	'files-busy': [429, m.refusal_files_busy],
	'too-large': [413, m.refusal_too_large]
} as const satisfies Record<string, readonly [status: number, words: () => string]>;

export type RefusalCode = keyof typeof REFUSALS;

/** An expected "no": a value, never thrown. `detail` names the field at fault, in plain words. */
export interface Refusal {
	readonly refused: RefusalCode;
	readonly detail?: string;
}

/** Builds a refusal. */
export function refuse(refused: RefusalCode, detail?: string): Refusal {
	return detail === undefined ? { refused } : { refused, detail };
}

/** Distinguishes a refusal from a result. */
export function isRefusal(value: unknown): value is Refusal {
	return typeof value === 'object' && value !== null && 'refused' in value;
}

/** The sentence a person reads for a refusal. */
export function refusalWords(refusal: Refusal): string {
	const words = REFUSALS[refusal.refused][1]();
	return refusal.detail ? m.refusal_with_detail({ words, detail: refusal.detail }) : words;
}

/** The HTTP status of a refusal. */
export function refusalStatus(refusal: Refusal): number {
	return REFUSALS[refusal.refused][0];
}
