import { m } from '#messages/messages.js';
import { wordsIn } from './paper-words.ts';
import { paragraph, type Block, type Table } from './paper.ts';

/** In a table in a table the columns become narrower than words, and typesetting may never end. */
const MOST_TABLES = 1;

/** Blocks in which tables inside too many others are rows of words. */
export function withShallowTables(blocks: readonly Block[], left = MOST_TABLES): Block[] {
	return blocks.flatMap((block): Block[] => {
		switch (block.kind) {
			case 'quote':
				return [{ ...block, blocks: withShallowTables(block.blocks, left) }];
			case 'list': {
				const items = block.items.map((item) => ({
					...item,
					blocks: withShallowTables(item.blocks, left)
				}));
				return [{ ...block, items }];
			}
			case 'table':
				return left > 0 ? [withShallowCells(block, left - 1)] : rowsInWords(block);
			default:
				return [block];
		}
	});
}

function withShallowCells(table: Table, left: number): Table {
	const rows = table.rows.map((row) =>
		row.map((cell) => ({ ...cell, blocks: withShallowTables(cell.blocks, left) }))
	);
	return { ...table, rows };
}

function rowsInWords({ rows, leftOut = 0 }: Table): Block[] {
	const lines = rows.map((row) => row.map(({ blocks }) => wordsIn(blocks)).filter(Boolean));
	const note = leftOut > 0 ? [paragraph(m.paper_rows_left_out({ count: leftOut }))] : [];
	return [
		...lines.filter((line) => line.length > 0).map((line) => paragraph(line.join(' | '))),
		...note
	];
}
