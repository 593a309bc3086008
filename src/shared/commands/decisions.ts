import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { READ_BACK_ANSWERS } from '../decisions/read-back.ts';
import { answers, contract, type Done, type Sent } from './contract.ts';
import {
	dayField,
	decisionId,
	documentId,
	organisationId,
	orEmpty,
	readBackId,
	sessionId,
	shortText
} from './fields.ts';

/** Opens a read-back, records the answers of delegations, and ends it; or records a decision without one. */
export const readBackContract = contract({
	path: '/api/sessions/[session]/read-backs',
	params: { session: sessionId },
	body: v.variant('do', [
		v.object({
			do: v.picklist(['open', 'record']),
			document: documentId,
			decision: decisionId,
			verb: v.string(),
			text: v.string()
		}),
		v.object({
			do: v.literal('answer'),
			readBack: readBackId,
			organisations: v.pipe(v.array(organisationId), v.minLength(1), v.maxLength(200)),
			answer: v.picklist(READ_BACK_ANSWERS, () => m.field_no_answer()),
			words: v.optional(shortText, ''),
			liftBy: v.optional(orEmpty(dayField), '')
		}),
		v.object({ do: v.literal('lift'), readBack: readBackId, organisation: organisationId }),
		v.object({ do: v.literal('conclude'), readBack: readBackId }),
		v.object({ do: v.literal('take-back'), readBack: readBackId }),
		v.object({ do: v.literal('reopen'), readBack: readBackId })
	]),
	answer: answers<Done>()
});
export type ReadBackCommand = Sent<typeof readBackContract>;

const by = v.object({ decision: decisionId, document: documentId });

/** Records which later decision amends or supersedes this one, or that it is in force again. */
export const markDecisionContract = contract({
	path: '/api/sessions/[session]/decisions/[decision]',
	params: { session: sessionId, decision: decisionId },
	body: v.variant('do', [
		v.object({ do: v.literal('amended'), document: documentId, by }),
		v.object({ do: v.literal('superseded'), document: documentId, by }),
		v.object({ do: v.literal('in-force'), document: documentId })
	]),
	answer: answers<Done>()
});
