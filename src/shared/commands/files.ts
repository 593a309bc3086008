import * as v from 'valibot';
import { withoutDirection, oneLine } from '../hidden-characters.ts';
import { cleanFileName } from '../files/file-name.ts';
import type { FileView } from '../files/file-view.ts';
import type { FileId } from '../ids.ts';
import { answers, contract, question, type Done } from './contract.ts';
import {
	actionId,
	documentId,
	fileId,
	label,
	organisationId,
	personId,
	sessionId
} from './fields.ts';

/** Characters of the words for a picture. */
const LONGEST_ALT = 500;
const MOST_NAMED = 1_000;

const alt = v.pipe(
	v.string(),
	v.maxLength(4 * LONGEST_ALT),
	v.transform((text) => oneLine(withoutDirection(text), LONGEST_ALT))
);

/** Whoever may read the document, or only some of them. */
const audience = v.union([
	v.literal('everybody'),
	v.object({
		organisations: v.pipe(v.array(organisationId), v.maxLength(200)),
		persons: v.pipe(v.array(personId), v.maxLength(MOST_NAMED))
	})
]);

const place = v.variant('on', [
	v.object({ on: v.literal('document') }),
	v.object({ on: v.literal('action'), action: actionId }),
	v.object({ on: v.literal('text') })
]);

/** What is said of a file that is being sent. */
export const fileHead = v.object({
	name: v.pipe(v.string(), v.maxLength(1_000), v.transform(cleanFileName)),
	place,
	alt: v.optional(alt, ''),
	isDecorative: v.optional(v.boolean(), false),
	/** Left out: that of the document. */
	label: v.optional(label),
	audience: v.optional(audience, 'everybody')
});

/** The files of all documents of a session that the reader may have, oldest first. */
export const filesQuestion = question({
	path: '/api/sessions/[session]/files',
	params: { session: sessionId },
	answer: answers<{ readonly files: readonly FileView[] }>()
});

/** The media type of such a body; of none the server would see no body. */
export const UPLOAD_TYPE = 'application/octet-stream';

/** Adds a file. The body is a line of JSON, which the schema is for, a line feed, and the bytes of the file. */
export const addFileContract = contract({
	path: '/api/documents/[document]/files',
	params: { document: documentId },
	body: fileHead,
	answer: answers<{ readonly file: FileId }>()
});

const ofFile = {
	path: '/api/documents/[document]/files/[file]',
	params: { document: documentId, file: fileId }
} as const;

/** The bytes of a file. */
export const fileQuestion = question({ ...ofFile, answer: answers<never>() });

/** Says what a picture shows, marks a file anew, or removes it. */
export const fileContract = contract({
	...ofFile,
	body: v.variant('do', [
		v.object({ do: v.literal('describe'), alt, isDecorative: v.boolean() }),
		v.object({
			...{ do: v.literal('mark'), label: v.optional(label), audience },
			/** The revision of the marking that was looked at. */
			seen: v.pipe(v.number(), v.integer(), v.minValue(0))
		}),
		v.object({ do: v.literal('remove') })
	]),
	answer: answers<Done>()
});
