import { m } from '#messages/messages.js';
import type { DocumentId } from '#shared/ids.ts';
import { printedMark } from '#shared/marking.ts';
import type { SaidInPlace } from '#shared/restrict/said-in-place.ts';
import type { WithheldPlace } from '#shared/restrict/withheld-place.ts';
import { LINES } from '#shared/text/roots.ts';
import type { MinutesMark } from '#shared/minutes/minutes.ts';

interface Printed {
	/** Those that this version prints. */
	readonly documents: readonly { readonly id: DocumentId; readonly title: string }[];
	readonly marks: ReadonlyMap<DocumentId, MinutesMark>;
}

/**
 * What a version says where lines of a document went into an annex: which annex has them, or that they are withheld and by
 * whom.
 */
export function saidInPlace(
	document: DocumentId,
	places: readonly WithheldPlace[],
	{ documents, marks }: Printed
): SaidInPlace[] {
	return places
		.filter((place) => place.document === document)
		.flatMap(({ annex, item, marker, label, originator }) => {
			const printed = documents.find(({ id }) => id === annex);
			if (annex && !printed) return []; // this version leaves it out
			const mark = printedMark(label, annex && marks.get(annex)?.limits);
			const words = printed
				? m.paper_restricted_here({ mark, annex: printed.title })
				: m.paper_restricted_withheld({ label, originator });
			return [{ root: item === undefined ? LINES : `${LINES}:${item}`, marker, words }];
		});
}
