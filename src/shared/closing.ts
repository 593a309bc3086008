import type { ActionId, DecisionId, DocumentId } from './ids.ts';

/** Something that is asked for before an item or the session is closed. */
export interface Missing {
	readonly code:
		| 'action-without-lead'
		| 'action-without-date'
		| 'decision-without-wording'
		| 'nobody-present'
		| 'read-back-open';
	/** `JS-01-A1` */
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
