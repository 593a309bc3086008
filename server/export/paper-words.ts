import type { Block } from './paper.ts';
import { plainText } from './runs.ts';

/** The words of some blocks, without any appearance; blocks and cells are set apart by spaces. */
export function wordsIn(blocks: readonly Block[]): string {
	return blocks.map(wordsOf).filter(Boolean).join(' ');
}

function wordsOf(block: Block): string {
	switch (block.kind) {
		case 'list':
			return block.items.map((item) => wordsIn(item.blocks)).join(' ');
		case 'quote':
			return wordsIn(block.blocks);
		case 'table':
			return block.rows.map((row) => row.map((cell) => wordsIn(cell.blocks)).join(' ')).join(' ');
		case 'facts':
			return block.rows.map(({ term, value }) => `${term}: ${value}`).join(' ');
		case 'signatures':
			return block.lines.map(({ role, name }) => `${role}: ${name}`).join(' ');
		case 'rule':
			return '';
		default:
			return plainText(block.runs);
	}
}
