import { m } from '#messages/messages.js';
import { crossReferenced } from './cross-references.ts';
import { failing } from './halving.ts';
import { paragraph, type Block, type Paper, type Section } from './paper.ts';
import { unskipped } from './notes.ts';
import { wordsIn } from './paper-words.ts';

/** Where something could not be printed as it was written; the words of it are nobody's but the readers'. */
export interface Trouble {
	/** The number of the item, or the id of another section. */
	readonly section: string;
	/** Its place in that section, from 1. */
	readonly block: number;
	readonly reason: string;
}

interface Place {
	readonly section: number;
	readonly block: number;
}

/** A paper in which the blocks that stop `print` are replaced by their plain words. */
export async function rescued(
	paper: Paper,
	print: (paper: Paper) => unknown,
	onTrouble: (trouble: Trouble) => void
): Promise<Paper> {
	const places = paper.sections.flatMap(({ blocks }, section) =>
		blocks.map((_, block): Place => ({ section, block }))
	);
	const bad = await failing(places, (some) => print(only(paper, some)));
	for (const { one, reason } of bad) onTrouble({ ...nameOf(paper, one), reason });
	const isBad = isAmong(bad.map(({ one }) => one));
	const sections = paper.sections.map((section, at): Section => {
		const blocks = section.blocks.map((block, y) =>
			isBad({ section: at, block: y }) ? inPlainWords(block) : block
		);
		return { ...section, blocks: unskipped(blocks) };
	});
	return { ...paper, sections: crossReferenced(sections) };
}

function isAmong(places: readonly Place[]): (place: Place) => boolean {
	const known = new Set(places.map(({ section, block }) => `${section} ${block}`));
	return ({ section, block }) => known.has(`${section} ${block}`);
}

/** The paper with some of its blocks. */
function only(paper: Paper, places: readonly Place[]): Paper {
	const isKept = isAmong(places);
	const sections = paper.sections.map((section, at): Section => {
		const blocks = section.blocks.filter((_, y) => isKept({ section: at, block: y }));
		return { ...section, blocks: unskipped(blocks) };
	});
	return { ...paper, sections: crossReferenced(sections) };
}

function nameOf({ sections }: Paper, { section, block }: Place): Omit<Trouble, 'reason'> {
	const found = sections[section];
	return { section: found?.number ?? found?.id ?? '', block: block + 1 };
}

function inPlainWords(block: Block): Block {
	return paragraph(m.paper_block_damaged({ words: wordsIn([block]) }));
}
