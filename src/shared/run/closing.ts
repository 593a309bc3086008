import type { ActionId, DecisionId, DocumentId } from '../ids.ts';

/** What a record still lacks when an item or a session is closed, in the words that people read. */
const MISSING = {
	'action-without-lead': 'has no lead person',
	'action-without-date': 'has no date',
	'decision-without-wording': 'has no wording',
	'request-without-action': 'asks for an action, and no action is linked to it',
	'read-back-open': 'is still being read back',
	'briefing-incomplete': 'lacks required fields',
	'nobody-present': 'Nobody is recorded as present'
} as const;

type MissingCode = keyof typeof MISSING;

export interface Missing {
	readonly code: MissingCode;
	/** `JS-01-A7`, or the title of a briefing; undefined where it is about the whole. */
	readonly reference?: string | undefined;
	readonly object?: ActionId | DecisionId | undefined;
	readonly document?: DocumentId | undefined;
}

/** The answer to a command that closes something while something is missing: nothing was changed. */
export interface Missed {
	readonly missing: readonly Missing[];
}

/** Tells that answer from a result. */
export function isMissed(value: unknown): value is Missed {
	return typeof value === 'object' && value !== null && 'missing' in value;
}

/** "JS-01-A7 has no date." */
export function missingWords({ code, reference }: Missing): string {
	return reference === undefined ? `${MISSING[code]}.` : `${reference} ${MISSING[code]}.`;
}
