import { m } from '#messages/messages.js';
import type { ActionId, DecisionId, DocumentId } from '../ids.ts';

/** What a record may still lack when an item or a session is closed, as worded for people. */
const MISSING = {
	'action-without-lead': m.missing_action_without_lead,
	'action-without-date': m.missing_action_without_date,
	'decision-without-wording': m.missing_decision_without_wording,
	'request-without-action': m.missing_request_without_action,
	'read-back-open': m.missing_read_back_open,
	'briefing-incomplete': m.missing_briefing_incomplete,
	'document-unreadable': m.missing_document_unreadable,
	'nobody-present': m.missing_nobody_present
} as const;

type MissingCode = keyof typeof MISSING;

export interface Missing {
	readonly code: MissingCode;
	/** `JS-01-A7`, or the title of a briefing; undefined if it concerns the whole session. */
	readonly reference?: string | undefined;
	readonly object?: ActionId | DecisionId | undefined;
	readonly document?: DocumentId | undefined;
}

/** The answer to a closing command while something is missing: nothing was changed. */
export interface Missed {
	readonly missing: readonly Missing[];
}

/** Distinguishes that answer from a result. */
export function isMissed(value: unknown): value is Missed {
	return typeof value === 'object' && value !== null && 'missing' in value;
}

/** "JS-01-A7 has no date." */
export function missingWords({ code, reference }: Missing): string {
	return reference === undefined ? `${MISSING[code]()}.` : `${reference} ${MISSING[code]()}.`;
}
