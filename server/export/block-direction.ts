import { directionOf } from '#shared/direction.ts';
import type { Block, Fact, Paper, Run, Section } from './paper.ts';
import { plainText } from './runs.ts';

export type Direction = 'ltr' | 'rtl';

/** The direction of a line: that of its first letter, as browsers do it for `dir="auto"`. */
export function lineDirection(runs: readonly Run[]): Direction {
	return directionOf(plainText(runs));
}

/** The direction of a block; that of a list or a quotation is that of its first line. */
export function blockDirection(block: Block | undefined): Direction {
	switch (block?.kind) {
		case 'paragraph':
		case 'aside':
		case 'heading':
		case 'record':
		case 'picture':
			return lineDirection(block.runs);
		case 'list':
			return blockDirection(block.items[0]?.blocks[0]);
		case 'quote':
			return blockDirection(block.blocks[0]);
		default:
			return 'ltr';
	}
}

/** The paper with the direction of every section, block and fact, for the typesetter, which cannot tell letters apart. */
export function directedPaper(paper: Paper): object {
	const { title, subtitle, sections } = paper;
	return {
		...paper,
		titleDirection: directionOf(title),
		subtitleDirection: directionOf(subtitle),
		sections: sections.map((section) => directedSection(section))
	};
}

function directedSection(section: Section): object {
	return {
		...section,
		direction: directionOf(section.heading),
		blocks: section.blocks.map(directed)
	};
}

function directed(block: Block): object {
	const direction = blockDirection(block);
	switch (block.kind) {
		case 'list': {
			const items = block.items.map((item) => ({ ...item, blocks: item.blocks.map(directed) }));
			return { ...block, direction, items };
		}
		case 'quote':
			return { ...block, direction, blocks: block.blocks.map(directed) };
		case 'table': {
			const rows = block.rows.map((row) =>
				row.map((cell) => ({ ...cell, blocks: cell.blocks.map(directed) }))
			);
			return { ...block, direction, rows };
		}
		case 'facts':
			return { ...block, direction, rows: block.rows.map(directedFact) };
		default:
			return { ...block, direction };
	}
}

function directedFact(fact: Fact): object {
	return { ...fact, direction: directionOf(fact.value) };
}
