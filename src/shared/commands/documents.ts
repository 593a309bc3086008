import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { BRIEFING_TYPE_KEYS } from '../board/briefing-types.ts';
import { oneLine } from '../hidden-characters.ts';
import type { DocumentId, VersionId } from '../ids.ts';
import { JUSTIFIED_AT } from '../justification.ts';
import type { MarkingView } from '../marking-view.ts';
import type { Authorship } from '../versions/authorship.ts';
import { NOW, type VersionText, type VersionView } from '../versions/version.ts';
import { answers, contract, question, type Done } from './contract.ts';
import {
	audience,
	caveat,
	documentId,
	itemId,
	heldId,
	justification,
	label,
	lineId,
	organisationId,
	personId,
	sessionId,
	title,
	versionId,
	versionLabel
} from './fields.ts';

const cleanReason = (words: string) => oneLine(words, 1_000);

/** Adds a briefing, statements or an annex. */
export const addDocumentContract = contract({
	path: '/api/sessions/[session]/documents',
	params: { session: sessionId },
	body: v.object({
		kind: v.picklist(['briefing', 'statements', 'annex'], () => m.field_no_kind_of_document()),
		...{ title, label, audience },
		caveat: v.optional(caveat),
		briefingType: v.optional(v.picklist(BRIEFING_TYPE_KEYS, () => m.field_no_briefing_type()))
	}),
	answer: answers<{ readonly id: DocumentId }>()
});

/** Renames a document, moves it behind another one, archives it, brings it back, marks it anew, or says why one opens it. */
export const documentContract = contract({
	path: '/api/documents/[document]',
	params: { document: documentId },
	body: v.variant('do', [
		v.object({ do: v.literal('rename'), title, seen: v.optional(v.string()) }),
		v.object({ do: v.literal('move'), after: v.optional(documentId) }),
		v.object({ do: v.literal('archive') }),
		v.object({ do: v.literal('restore') }),
		v.object({
			...{ do: v.literal('mark'), label, audience, caveat },
			reason: v.pipe(v.string(), v.maxLength(4_000), v.transform(cleanReason), v.maxLength(500)),
			/** The revision of the marking that was looked at. */
			seen: v.pipe(v.number(), v.integer(), v.minValue(0))
		}),
		v.object({ do: v.literal('justify'), why: justification, at: v.picklist(JUSTIFIED_AT) })
	]),
	answer: answers<Done>()
});

const MOST_RESTRICTED = 2_000; // lines at once

/** Moves lines of a text into an annex that fewer people may read; answers with the annex. */
export const restrictContract = contract({
	path: '/api/documents/[document]/restrictions',
	params: { document: documentId },
	body: v.object({
		/** In whose notes the lines stand; left out where the document is one text. */
		item: v.optional(itemId),
		lines: v.pipe(v.tupleWithRest([lineId], lineId), v.maxLength(MOST_RESTRICTED)),
		label,
		organisations: v.pipe(v.array(organisationId), v.maxLength(200)),
		persons: v.pipe(v.array(personId), v.maxLength(1_000)),
		/** Those who may not read them are told that something is withheld. */
		isTraced: v.boolean()
	}),
	answer: answers<{ readonly annex: DocumentId }>()
});

/** The marking of a document, and how it changed. */
export const markingQuestion = question({
	path: '/api/documents/[document]/marking',
	params: { document: documentId },
	answer: answers<MarkingView>()
});

const ofDocument = {
	path: '/api/documents/[document]/versions',
	params: { document: documentId }
} as const;

/** The versions of a document, newest first. */
export const versionsQuestion = question({
	...ofDocument,
	answer: answers<{ readonly versions: readonly VersionView[] }>()
});

/** Takes over, refuses or drops a change that was kept beside its document. */
export const heldContract = contract({
	path: '/api/documents/[document]/held/[held]',
	params: { document: documentId, held: heldId },
	body: v.object({ do: v.picklist(['take', 'refuse', 'drop']) }),
	answer: answers<Done>()
});

/** Puts the last good version in place of a damaged document; answers with that version. */
export const recoverContract = contract({
	path: '/api/documents/[document]/recovery',
	params: { document: documentId },
	body: v.object({ do: v.literal('recover') }),
	answer: answers<{ readonly version: VersionId }>()
});

/** Keeps the document as it is now. */
export const keepVersionContract = contract({
	...ofDocument,
	body: v.object({ label: versionLabel }),
	answer: answers<{ readonly id: VersionId }>()
});

const ofVersion = {
	path: '/api/documents/[document]/versions/[version]',
	params: { document: documentId, version: versionId }
} as const;

/** The text of a version. */
export const versionQuestion = question({ ...ofVersion, answer: answers<VersionText>() });

/** Who wrote which words of a version, or of the text as it is now. */
export const authorshipQuestion = question({
	path: '/api/documents/[document]/versions/[version]/authorship',
	params: { document: documentId, version: v.union([v.literal(NOW), versionId]) },
	answer: answers<Authorship>()
});

/** Restores a version; answers with the version that keeps the text it replaced. */
export const restoreVersionContract = contract({
	...ofVersion,
	body: v.object({ do: v.literal('restore'), item: v.optional(itemId) }),
	answer: answers<{ readonly kept: VersionId }>()
});
