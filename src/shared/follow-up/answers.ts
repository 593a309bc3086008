import { m } from '#messages/messages.js';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { ActionStatus } from './status.ts';

/** Answers that can be given from a mail. */
export const LINKED_ANSWERS = ['accept', 'decline', 'start', 'complete'] as const;
export type LinkedAnswerName = (typeof LINKED_ANSWERS)[number];

interface AnswerWords {
	readonly question: () => string;
	readonly button: () => string;
	/** What the person must say with it. */
	readonly asks?: () => string;
	readonly done: () => string;
}

export const ANSWER_WORDS: Record<LinkedAnswerName, AnswerWords> = {
	accept: {
		question: m.answer_accept_question,
		button: m.answer_accept_button,
		done: m.answer_accept_done
	},
	decline: {
		question: m.answer_decline_question,
		button: m.answer_decline_button,
		asks: m.answer_decline_asks,
		done: m.answer_decline_done
	},
	start: {
		question: m.answer_start_question,
		button: m.answer_start_button,
		done: m.answer_start_done
	},
	complete: {
		question: m.answer_complete_question,
		button: m.answer_complete_button,
		asks: m.answer_complete_asks,
		done: m.answer_complete_done
	}
};

/** The question behind a link in a mail. */
export interface AnswerQuestion {
	readonly reference: string;
	readonly label: Label;
	/** For whom its document is; undefined for everybody. */
	readonly limits?: AudienceLimits | undefined;
	readonly answer: LinkedAnswerName;
	/** Whether the link, or another of the same choice, was used. */
	readonly isUsed: boolean;
	readonly status: ActionStatus;
	/** Undefined where the marking forbids showing it without signing in. */
	readonly text: string | undefined;
}
