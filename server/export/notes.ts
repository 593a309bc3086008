import type { RichNode } from '#shared/editor/rich-text.ts';
import type { Block, HeadingDepth } from './paper.ts';
import { readBlocks, type FindRecord } from './rich.ts';

/**
 * The notes of an agenda item. Top-level paragraphs are numbered 4.1, 4.2 … through the whole item; lists, quotes,
 * tables and records are not.
 */
export function numberedNotes(notes: RichNode, item: string, find: FindRecord): Block[] {
	let count = 0;
	return unskipped(readBlocks(notes, find)).map((block) =>
		block.kind === 'paragraph' ? { ...block, number: `${item}.${++count}` } : block
	);
}

/** Rich text without paragraph numbers, such as an annex. */
export function plainNotes(notes: RichNode, find: FindRecord): Block[] {
	return unskipped(readBlocks(notes, find));
}

/** Closes gaps between heading levels, which PDF/UA forbids and screen readers stumble over. */
function unskipped(blocks: readonly Block[]): Block[] {
	let last = 2;
	return blocks.map((block) => {
		if (block.kind !== 'heading') return block;
		last = Math.min(block.depth, last + 1);
		return { ...block, depth: last as HeadingDepth };
	});
}
