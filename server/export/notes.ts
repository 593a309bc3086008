import type { RichNode } from '#shared/editor/rich-text.ts';
import type { Block, HeadingDepth } from './paper.ts';
import { withShallowTables } from './shallow-tables.ts';
import { readBlocks, type FindRecord } from './rich.ts';

/**
 * The notes of an agenda item, or the text of an annex. Top-level paragraphs are numbered 4.1, 4.2 … or V.1, V.2 … through
 * the whole of it; lists, quotes, tables and records are not.
 */
export function numberedNotes(notes: RichNode, of: string, find: FindRecord): Block[] {
	let count = 0;
	return unskipped(withShallowTables(readBlocks(notes, find))).map((block) =>
		block.kind === 'paragraph' ? { ...block, number: `${of}.${++count}` } : block
	);
}

/** Closes gaps between heading levels, which PDF/UA forbids and screen readers stumble over. */
export function unskipped(blocks: readonly Block[]): Block[] {
	let last = 2;
	return blocks.map((block) => {
		if (block.kind !== 'heading') return block;
		last = Math.min(block.depth, last + 1);
		return { ...block, depth: last as HeadingDepth };
	});
}
