import { m } from '#messages/messages.js';
import type { RichNode } from '../editor/rich-text.ts';
import { printedMark } from '../marking.ts';
import type { Released } from './released-documents.ts';

export const NOTHING: RichNode = { type: 'doc' };

/**
 * A text as a version prints it: where lines went into an annex it says which annex has them, or that they are withheld and
 * by whom.
 */
export function textFor(text: RichNode, released: Released): RichNode {
	const { content } = text;
	if (!content?.some(mayHoldPlaces)) return text;
	return { ...text, content: content.flatMap((block) => blocksFor(block, released)) };
}

/** Words and marks hold none, and most of a text is these. */
const mayHoldPlaces = ({ type, content }: RichNode) =>
	type === 'restrictedBlock' || (type !== 'paragraph' && content !== undefined);

function blocksFor(block: RichNode, released: Released): readonly RichNode[] {
	if (block.type !== 'restrictedBlock') return [textFor(block, released)];
	const words = wordsFor(String(block.attrs?.['annex']), released);
	return words === undefined
		? []
		: [{ type: 'restrictedBlock', content: [{ type: 'text', text: words }] }];
}

/** Undefined where nothing is said: nobody may know of it, this version leaves it out, or it is in the archive. */
function wordsFor(id: string, released: Released): string | undefined {
	const annex = released.complete.find((one) => one.id === id);
	if (!annex || annex.isArchived) return undefined;
	const { label, limits, title, originator = '?' } = annex;
	if (released.withheld.has(annex.id)) return m.paper_restricted_withheld({ label, originator });
	if (!released.printed.has(annex.id)) return undefined;
	return m.paper_restricted_here({ mark: printedMark(label, limits), annex: title });
}
