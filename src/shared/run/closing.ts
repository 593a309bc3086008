import { m } from '#messages/messages.js';
import type { ActionId, DecisionId, DocumentId, PersonId } from '../ids.ts';

/** What a record may still lack when an item is left or a session is closed, as worded for people. */
const MISSING = {
	'action-without-lead': m.missing_action_without_lead,
	'action-without-date': m.missing_action_without_date,
	'decision-without-wording': m.missing_decision_without_wording,
	'request-without-action': m.missing_request_without_action,
	'read-back-open': m.missing_read_back_open,
	'outcome-proposed': m.missing_outcome_proposed,
	'briefing-incomplete': m.missing_briefing_incomplete,
	'document-unreadable': m.missing_document_unreadable,
	'nobody-present': m.missing_nobody_present,
	'still-invited': m.missing_still_invited
} as const;

export type MissingCode = keyof typeof MISSING;

export interface Missing {
	readonly code: MissingCode;
	/** `JS-01-A7`, the title of a briefing, or names; undefined if it concerns the whole session. */
	readonly reference?: string | undefined;
	readonly action?: ActionId | undefined;
	readonly decision?: DecisionId | undefined;
	readonly document?: DocumentId | undefined;
	/** The wording of the record. */
	readonly text?: string | undefined;
	readonly people?: readonly PersonId[] | undefined;
}

/** All that one record, briefing or session lacks. */
export interface Lacking extends Omit<Missing, 'code'> {
	readonly key: string;
	readonly codes: readonly MissingCode[];
}

/** What is missing with one entry for each record, in the same order. */
export function lackingOf(missing: readonly Missing[]): Lacking[] {
	const found = new Map<string, Lacking>();
	for (const { code, ...of } of missing) {
		const object = of.action ?? of.decision ?? code;
		const key = `${object} ${of.document ?? ''}`;
		const known = found.get(key);
		found.set(key, { ...of, key, codes: [...(known?.codes ?? []), code] });
	}
	return [...found.values()];
}

/** The answer to closing a session while something is missing: nothing was changed. */
export interface Missed {
	readonly missing: readonly Missing[];
}

/** Distinguishes that answer from a result. */
export function isMissed(value: unknown): value is Missed {
	return typeof value === 'object' && value !== null && 'missing' in value;
}

/** "has no date" */
export function missingWord(code: MissingCode): string {
	return MISSING[code]();
}
