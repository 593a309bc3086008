import { m } from '#messages/messages.js';
import { LIMITS } from '#shared/limits.ts';
import { run, type Block, type Cell, type ListItem, type Section, type Table } from './paper.ts';

/**
 * Cuts the tables that people wrote where the paper would have too many cells, which cost the typesetter more than
 * anything else. What is missing is said in place. Generated tables stay whole.
 */
export function capTables(
	sections: readonly Section[],
	most: number = LIMITS.exports.cells
): Section[] {
	const cut = new TableCutter(most);
	return sections.map((section) => ({ ...section, blocks: cut.blocks(section.blocks) }));
}

/** Goes through a paper in order and counts the places of tables, those in other tables too. */
class TableCutter {
	#left: number;

	constructor(most: number) {
		this.#left = most;
	}

	blocks(blocks: readonly Block[]): Block[] {
		return blocks.flatMap((block) => this.#block(block));
	}

	#block(block: Block): Block[] {
		switch (block.kind) {
			case 'list':
				return [{ ...block, items: block.items.map((item) => this.#item(item)) }];
			case 'quote':
				return [{ ...block, blocks: this.blocks(block.blocks) }];
			case 'table':
				return block.caption === '' ? this.#table(block) : [block];
			default:
				return [block];
		}
	}

	#item(item: ListItem): ListItem {
		return { ...item, blocks: this.blocks(item.blocks) };
	}

	#table(table: Table): Block[] {
		const width = table.columns.length;
		const fitting = Math.min(table.rows.length, Math.floor(this.#left / width));
		this.#left -= fitting * width;
		const missing = table.rows.length - fitting + (table.leftOut ?? 0);
		const rows = table.rows.slice(0, fitting).map((row, y) => this.#row(row, fitting - y));
		const headRows = Math.min(table.headRows, fitting);
		return [
			...(fitting > 0 ? [{ ...table, headRows, rows }] : []),
			...(missing > 0 ? [note(m.paper_rows_left_out({ count: missing }))] : []),
			...(table.columnsLeftOut
				? [note(m.paper_columns_left_out({ count: table.columnsLeftOut }))]
				: [])
		];
	}

	#row(row: readonly Cell[], rowsLeft: number): Cell[] {
		return row.map((cell) => ({
			...cell,
			rowspan: Math.min(cell.rowspan, rowsLeft),
			blocks: this.blocks(cell.blocks)
		}));
	}
}

function note(words: string): Block {
	return { kind: 'aside', runs: [run(words, 'italic')] };
}
