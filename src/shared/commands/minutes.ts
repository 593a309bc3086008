import * as v from 'valibot';
import { ATTRIBUTIONS, PROCEDURES, type EditionsView } from '../minutes/edition.ts';
import { answers, contract, question, type Done } from './contract.ts';
import {
	correctionId,
	dayField,
	documentId,
	itemId,
	line,
	lineId,
	organisationId,
	reason,
	sessionId
} from './fields.ts';

const LONGEST_LINE = 20_000; // characters of a line of the minutes

const ofSession = {
	path: '/api/sessions/[session]/minutes',
	params: { session: sessionId }
} as const;

/** The words of a line of minutes; a line break stays one. */
const words = v.pipe(v.string(), v.maxLength(LONGEST_LINE));
const written = v.pipe(words, v.trim(), v.minLength(1));
const place = { document: documentId, line: lineId };

/** Works on the newest edition of a session's minutes. */
export const minutesContract = contract({
	...ofSession,
	body: v.variant('do', [
		v.object({ do: v.literal('draft') }),
		v.object({ do: v.literal('write'), ...place, words: written, seen: words }),
		v.object({
			do: v.literal('add'),
			document: documentId,
			/** Behind it; empty for the beginning. */
			line: v.union([lineId, v.literal('')]),
			item: v.optional(itemId),
			words: written
		}),
		v.object({ do: v.literal('leave-out'), ...place }),
		v.object({ do: v.literal('restore'), ...place }),
		v.object({ do: v.literal('attribute'), item: itemId, attribution: v.picklist(ATTRIBUTIONS) }),
		v.object({
			do: v.literal('circulate'),
			until: dayField,
			procedure: v.picklist(PROCEDURES),
			approvers: v.pipe(v.array(organisationId), v.maxLength(200))
		}),
		v.object({ do: v.literal('recall') }),
		v.object({
			...{ do: v.literal('correct'), ...place, was: words, wanted: written },
			reason: line(500)
		}),
		v.object({ do: v.literal('take-back'), correction: correctionId }),
		v.object({ do: v.literal('accept'), correction: correctionId }),
		v.object({
			do: v.literal('adapt'),
			correction: correctionId,
			wording: written,
			words: line(500)
		}),
		v.object({ do: v.literal('reject'), correction: correctionId, words: reason }),
		v.object({ do: v.literal('vote'), objects: v.boolean(), words: line(500) }),
		v.object({ do: v.literal('adopt'), inSession: v.optional(sessionId) }),
		v.object({ do: v.literal('revise'), kind: v.picklist(['revision', 'corrigendum']) })
	]),
	answer: answers<Done>()
});

/** The editions of a session's minutes, with the lines of the newest and what is said to them. */
export const minutesQuestion = question({ ...ofSession, answer: answers<EditionsView>() });
