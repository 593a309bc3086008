import * as v from 'valibot';
import type { AsksView } from '../asks/ask.ts';
import { answers, contract, question, type Done } from './contract.ts';
import {
	dayField,
	documentId,
	label,
	line,
	organisationId,
	personId,
	reason,
	requestId
} from './fields.ts';

const LONGEST_SANITISED = 2_000; // characters
const MOST_CLOCK = 2 ** 53 - 1;
const MOST_NAMED = 50;

const ofDocument = {
	path: '/api/documents/[document]/asks',
	params: { document: documentId }
} as const;

const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_CLOCK));

const wish = v.variant('is', [
	v.object({
		is: v.literal('release'),
		organisations: v.pipe(v.array(organisationId), v.maxLength(MOST_NAMED)),
		persons: v.pipe(v.array(personId), v.maxLength(MOST_NAMED))
	}),
	v.object({ is: v.literal('lower'), label }),
	v.object({ is: v.literal('sanitise') })
]);

/**
 * Asks the originator of a document, or of what is withheld at a place of it, and takes that back; grants, refuses, or gives
 * a sanitised wording.
 */
export const askContract = contract({
	...ofDocument,
	body: v.variant('do', [
		v.object({
			do: v.literal('ask'),
			/** The place in the document where lines are withheld; who asks need not know more of them. */
			marker: v.optional(v.object({ client: place, clock: place })),
			wish,
			words: reason,
			until: v.optional(dayField)
		}),
		v.object({ do: v.literal('withdraw'), request: requestId }),
		v.object({ do: v.literal('grant'), request: requestId }),
		v.object({ do: v.literal('refuse'), request: requestId, words: reason }),
		v.object({
			do: v.literal('sanitise'),
			request: requestId,
			words: v.pipe(line(LONGEST_SANITISED), v.minLength(1))
		})
	]),
	answer: answers<Done>()
});

/** The requests about a document, and about what is withheld in it, of which the reader may know. */
export const asksQuestion = question({ ...ofDocument, answer: answers<AsksView>() });
