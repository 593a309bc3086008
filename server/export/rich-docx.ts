import {
	Bookmark,
	BorderStyle,
	ExternalHyperlink,
	HeadingLevel,
	InternalHyperlink,
	Paragraph,
	Tab,
	TextRun,
	type IParagraphOptions,
	type ParagraphChild,
	type Table
} from 'docx';
import { lineDirection } from './block-direction.ts';
import { directedRuns } from './docx-runs.ts';
import { listIndent, type DocxLists } from './docx-lists.ts';
import { ACCENT, HAIR, INK, QUIET, styleId } from './docx-styles.ts';
import { docxPicture } from './docx-picture.ts';
import { docxFacts, docxSignatures, docxTable } from './docx-table.ts';
import type { Block, Cell, List, ListItem, RecordLine, Run } from './paper.ts';

const HEADINGS = {
	3: HeadingLevel.HEADING_3,
	4: HeadingLevel.HEADING_4,
	5: HeadingLevel.HEADING_5
} as const;
const INTRODUCED = new Set<Block['kind']>(['list', 'table', 'facts', 'signatures']);
/** Twentieths of a point. */
const ITEM_GAP = 40;
const LIST_GAP = 120;
const BARS = { action: ACCENT, decision: INK, conclusion: QUIET } as const;

/** The context of a block: its paragraph style, and the list that it is in. */
interface Place {
	readonly lists: DocxLists;
	readonly looks: IParagraphOptions;
	readonly level: number;
	/** Whether the next line belongs to it. */
	readonly keepsNext?: boolean;
	/** Where references to the cell around it lead. */
	readonly anchor?: string | undefined;
}

/** Blocks of the paper as paragraphs and tables of Word. */
export function docxBlocks(blocks: readonly Block[], lists: DocxLists): (Paragraph | Table)[] {
	return placed(blocks, { lists, looks: {}, level: 0 });
}

function placed(blocks: readonly Block[], place: Place): (Paragraph | Table)[] {
	return blocks.flatMap((block, at) => docxBlock(block, leading(place, blocks[at + 1])));
}

/** What introduces a list or a table stays on its page, and so does what the next line says something about. */
function leading(place: Place, next: Block | undefined): Place {
	const keepNext = next !== undefined && INTRODUCED.has(next.kind);
	const keepsNext = next?.kind === 'aside' && !next.leads;
	return keepNext
		? { ...place, keepsNext, looks: { ...place.looks, keepNext } }
		: { ...place, keepsNext };
}

function docxBlock(block: Block, place: Place): (Paragraph | Table)[] {
	switch (block.kind) {
		case 'paragraph':
			return [block.number ? numbered(block.number, block.runs, place) : plain(block.runs, place)];
		case 'aside':
			return [text(block.runs, { style: 'Aside', keepNext: block.leads ?? place.keepsNext })];
		case 'heading':
			return [text(block.runs, { heading: HEADINGS[block.depth] })];
		case 'list':
			return docxList(block, place);
		case 'quote':
			return placed(block.blocks, { ...place, looks: quoted() });
		case 'table':
			return [docxTable(block, (cell) => cellBlocks(cell, place)), gap()];
		case 'rule':
			return [new Paragraph({ border: { bottom: bar(HAIR, 4) } })];
		case 'record':
			return [recordLine(block, place)];
		case 'picture':
			return docxPicture(block, text(block.runs, { style: 'Aside' }));
		case 'facts':
			return [docxFacts(block.rows), gap()];
		case 'signatures':
			return [docxSignatures(block.lines), gap()];
		default:
			return block satisfies never;
	}
}

/**
 * Numbers are text, not Word's numbering: other papers quote them, so adding or removing a paragraph must not renumber
 * the others.
 */
function numbered(number: string, runs: readonly Run[], { looks }: Place): Paragraph {
	const children = [hangingNumber(number, 18), ...docxRuns(runs)];
	return new Paragraph({
		...looks,
		...sideOf(runs),
		style: styleId('Numbered paragraph'),
		children
	});
}

/** A number and the tab after it; `size` in half points. */
export function hangingNumber(number: string, size: number): TextRun {
	return new TextRun({ children: [number, new Tab()], size, color: QUIET });
}

function plain(runs: readonly Run[], { looks, anchor }: Place): Paragraph {
	const children = anchored(anchor, docxRuns(runs));
	return new Paragraph({ ...looks, ...sideOf(runs), children });
}

function text(runs: readonly Run[], looks: IParagraphOptions): Paragraph {
	return new Paragraph({ ...looks, ...sideOf(runs), children: docxRuns(runs) });
}

/** Word's own flag for a paragraph that begins on the right. */
function sideOf(runs: readonly Run[]): IParagraphOptions {
	return lineDirection(runs) === 'rtl' ? { bidirectional: true } : {};
}

/** What references to an anchor lead to. */
function anchored(anchor: string | undefined, children: ParagraphChild[]): ParagraphChild[] {
	return anchor ? [new Bookmark({ id: anchor, children })] : children;
}

function docxRuns(runs: readonly Run[]): ParagraphChild[] {
	return runs.flatMap((part): ParagraphChild[] => {
		const children = docxRun(part);
		if (part.to) return [new InternalHyperlink({ anchor: part.to, children })];
		return part.link ? [new ExternalHyperlink({ link: part.link, children })] : children;
	});
}

function docxRun({ text, marks, link, to }: Run): TextRun[] {
	if (text === '\n') return [new TextRun({ break: 1 })];
	return directedRuns(text, {
		// An explicit false would override the bold of headings.
		...(marks.includes('bold') && { bold: true }),
		...(marks.includes('italic') && { italics: true }),
		...(marks.includes('strike') && { strike: true }),
		...((marks.includes('underline') || link) && { underline: {} }),
		...(marks.includes('code') && { font: 'Consolas', size: 19 }),
		...((link ?? to) && { color: ACCENT })
	});
}

function docxList(list: List, { lists, level }: Place): (Paragraph | Table)[] {
	const reference = list.marker === 'number' ? lists.numbered(list.start) : lists.bullets;
	return list.items.flatMap((item, at) => {
		const first = list.marker === 'task' ? taskLooks(level) : { numbering: { reference, level } };
		const isEnd = level === 0 && at === list.items.length - 1;
		const spacing = { after: isEnd ? LIST_GAP : ITEM_GAP };
		const inside = { lists, level: level + 1, looks: continued(level) };
		return itemBlocks(item, inside, { ...first, spacing });
	});
}

/** Only the first paragraph of an item has the list marker; the rest is indented below it. */
function itemBlocks(item: ListItem, place: Place, first: IParagraphOptions) {
	const [head, ...rest] = item.blocks;
	const isText = head?.kind === 'paragraph';
	const sign =
		item.checked === undefined
			? []
			: [new TextRun({ children: [item.checked ? '☑' : '☐', new Tab()] })];
	return [
		new Paragraph({
			...first,
			...(isText && sideOf(head.runs)),
			children: [...sign, ...(isText ? docxRuns(head.runs) : [])]
		}),
		...placed(isText ? rest : item.blocks, place)
	];
}

function taskLooks(level: number): IParagraphOptions {
	return { indent: { left: listIndent(level), hanging: 320 } };
}

function continued(level: number): IParagraphOptions {
	return { indent: { left: listIndent(level) }, spacing: { after: ITEM_GAP } };
}

function quoted(): IParagraphOptions {
	return { style: 'Quotation', border: { left: bar(HAIR, 6) } };
}

function recordLine({ record, runs, anchor }: RecordLine, { keepsNext }: Place): Paragraph {
	const looks = { style: 'Record', keepNext: keepsNext, border: { left: bar(BARS[record], 18) } };
	return new Paragraph({
		...{ ...looks, ...sideOf(runs) },
		children: anchored(anchor, docxRuns(runs))
	});
}

function bar(color: string, size: number) {
	return { style: BorderStyle.SINGLE, size, color, space: 8 };
}

function cellBlocks(cell: Cell, { lists }: Place): (Paragraph | Table)[] {
	const style = styleId(cell.header ? 'Table head' : 'Table text');
	const blocks = placed(cell.blocks, { lists, level: 0, looks: { style }, anchor: cell.anchor });
	// Word cannot open a file with a cell that is empty or ends with a table.
	return blocks.at(-1) instanceof Paragraph ? blocks : [...blocks, gap()];
}

/** An empty paragraph between tables, which Word would merge otherwise. */
function gap(): Paragraph {
	return new Paragraph({ spacing: { before: 0, after: 0 }, style: 'Running' });
}
