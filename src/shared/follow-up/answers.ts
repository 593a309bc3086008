import type { Label } from '../markings.ts';
import type { ActionStatus } from './status.ts';

/** What can be answered from a mail. */
export const LINKED_ANSWERS = ['accept', 'decline', 'start', 'complete'] as const;
export type LinkedAnswerName = (typeof LINKED_ANSWERS)[number];

interface AnswerWords {
	readonly question: string;
	readonly button: string;
	/** What has to be said with it. */
	readonly asks?: string;
	readonly done: string;
}

export const ANSWER_WORDS: Record<LinkedAnswerName, AnswerWords> = {
	accept: {
		question: 'Does your organisation take this action on?',
		button: 'Accept',
		done: 'Your organisation has accepted the action.'
	},
	decline: {
		question: 'Does your organisation decline this action?',
		button: 'Decline',
		asks: 'Why your organisation does not take it on',
		done: 'Your organisation has declined the action.'
	},
	start: {
		question: 'Has work on this action begun?',
		button: 'Work has begun',
		done: 'The action is in progress.'
	},
	complete: {
		question: 'Is this action completed?',
		button: 'Report completed',
		asks: 'Where the evidence is: a document or case reference',
		done: 'The action is reported completed; the chair confirms it.'
	}
};

/** What a link in a mail asks. */
export interface AnswerQuestion {
	readonly reference: string;
	readonly label: Label;
	readonly answer: LinkedAnswerName;
	readonly status: ActionStatus;
	/** Undefined where the marking does not let it be shown without a sign-in. */
	readonly text: string | undefined;
}
