/**
 * Every expected refusal of the product: its HTTP status and the words a person reads. The words say what happened, what
 * is safe and what to do next. Nothing else in the product writes an error sentence for a refusal.
 */
const REFUSALS = {
	'bad-request': [400, 'The request could not be read. Nothing was changed.'],
	'not-signed-in': [
		401,
		'Your sign-in has ended. Sign in again; what you typed stays on this page.'
	],
	'wrong-password': [
		400,
		'The e-mail address or the password is not right. Check both and try again.'
	],
	'too-many-tries': [429, 'Too many attempts. Wait a few minutes, then try again.'],
	'weak-password': [400, 'The password needs at least 15 characters. A short sentence works well.'],
	'link-spent': [
		410,
		'This link was used already or has expired. Ask your administrator for a new one.'
	],
	'answer-link-spent': [
		410,
		'This link has expired, was changed on its way, or its action is gone. Sign in to the board to answer.'
	],
	'not-found': [
		404,
		'There is nothing here for you. It may have been removed, or not shared with you.'
	],
	forbidden: [403, 'Your role in this session does not allow this. Nothing was changed.'],
	'wrong-origin': [
		403,
		'This request did not come from the board’s own pages. Nothing was changed.'
	],
	'email-taken': [409, 'Someone with this e-mail address is here already.'],
	'code-taken': [409, 'An organisation with this code is here already.'],
	'item-missing': [409, 'This agenda item was removed in the meantime. Nothing else was changed.'],
	'item-running': [409, 'This agenda item is running. Move on to another one first.'],
	'last-keeper': [
		409,
		'Somebody has to keep the record. Make another person chair or rapporteur first; nothing was changed.'
	],
	'order-stale': [409, 'The agenda changed in the meantime. It was loaded again; try once more.'],
	'run-moved': [
		409,
		'The session has moved on in the meantime. Nothing was changed; look at what is running and try again.'
	],
	'run-not-live': [409, 'The session is not running. Start or resume it first.'],
	'run-closed': [409, 'The session is closed. Nothing was changed.'],
	'floor-moved': [
		409,
		'The floor was given or taken back in the meantime. Nothing was changed; look at the list and try again.'
	],
	'stay-overlaps': [
		409,
		'These times do not fit with the other arrivals and departures of this person. Nothing was changed.'
	],
	'not-for-all': [
		409,
		'Not everybody in this session may read that document, so it cannot be shown to all.'
	],
	'wording-moved': [
		409,
		'Somebody changed the wording in the meantime. Nothing was frozen; read it again and try once more.'
	],
	'no-wording': [409, 'There is no wording to read back yet. Write it first.'],
	'wording-frozen': [
		409,
		'This wording is being read back or agreed already, so it cannot be changed.'
	],
	'read-back-over': [409, 'This read-back is over. Nothing was changed.'],
	'answers-missing': [409, 'Not every delegation has answered yet. Nothing was recorded.'],
	'not-your-move': [
		403,
		'This step is not yours: work is reported by the lead organisation and the record keepers, and confirmed by the chair. Nothing was changed.'
	],
	'not-from-here': [
		409,
		'The action stands elsewhere by now, so this step does not follow. Nothing was changed.'
	],
	'action-changed': [
		409,
		'Somebody changed this action in the meantime. Your change was not made; look at it and try again.'
	],
	'words-missing': [400, 'Say why, or where the evidence is. Nothing was changed.'],
	'not-asked-to': [
		409,
		'There is nothing to answer here: the action was answered already, or it is finished.'
	],
	'not-asked': [409, 'This delegation was not asked in this read-back. Nothing was changed.'],
	'not-later': [409, 'Only a later decision can amend or supersede this one. Nothing was changed.'],
	'versions-full': [
		409,
		'This document has as many versions as it can have. Nothing was changed, and nothing is lost.'
	],
	'name-taken': [409, 'You have a view of this name already. Choose another name.'],
	'views-full': [409, 'You have as many views as can be kept. Remove one first.'],
	'export-failed': [500, 'The file could not be made. The session is safe; try again.'],
	'export-unavailable': [501, 'PDF cannot be made on this platform. The other formats can.'],
	'too-many-exports': [
		429,
		'Several files are being made for you already. Wait for one to finish.'
	],
	'too-many-feeds': [
		409,
		'You have as many calendar links as you can have. Revoke one that you no longer use.'
	],
	'too-large': [413, 'That is more than fits. Make it shorter and try again.']
} as const satisfies Record<string, readonly [status: number, words: string]>;

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

/** Tells a refusal from a result. */
export function isRefusal(value: unknown): value is Refusal {
	return typeof value === 'object' && value !== null && 'refused' in value;
}

/** The sentence a person reads for a refusal. */
export function refusalWords(refusal: Refusal): string {
	const [, words] = REFUSALS[refusal.refused];
	return refusal.detail ? `${words} (${refusal.detail})` : words;
}

/** The HTTP status of a refusal. */
export function refusalStatus(refusal: Refusal): number {
	return REFUSALS[refusal.refused][0];
}
