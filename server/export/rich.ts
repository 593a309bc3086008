import { m } from '#messages/messages.js';
import type { RichNode } from '#shared/editor/rich-text.ts';
import { LIMITS } from '#shared/limits.ts';
import { fillGrid } from './grid.ts';
import { withheldPicture } from './files.ts';
import { run, type Block, type Cell, type List, type Picture, type RecordLine } from './paper.ts';
import { plainText, readRuns } from './runs.ts';

/** Word has nine list levels; anything nested deeper prints as a plain paragraph. */
const MAX_NESTING = 8;

/** Finds the line of a record block, or a picture, by its id; prints nothing if it returns undefined. */
export type FindRecord = (id: string) => RecordLine | Picture | undefined;

/** A map, because node types are whatever a client wrote, `constructor` and `__proto__` too. */
const LISTS: ReadonlyMap<string, List['marker']> = new Map([
	['bulletList', 'bullet'],
	['orderedList', 'number'],
	['taskList', 'task']
]);

/** The blocks inside a node of rich text. For node types that are not in the schema, their content. */
export function readBlocks(node: RichNode, find: FindRecord, nesting = 0): Block[] {
	if (nesting > MAX_NESTING) return paragraphOf(node);
	return (node.content ?? []).flatMap((child) => readBlock(child, find, nesting));
}

function readBlock(node: RichNode, find: FindRecord, nesting: number): Block[] {
	const marker = LISTS.get(node.type);
	if (marker) return [readList(node, marker, find, nesting)];
	switch (node.type) {
		case 'paragraph':
		case 'text':
			return paragraphOf(node);
		case 'openPoint':
			return led(`${m.paper_open_point()} `, node);
		case 'heading':
			// Inside other blocks a heading would break the outline of the paper, so it prints as a bold line.
			return nesting ? boldLine(node) : headingOf(node);
		case 'blockquote':
			return [{ kind: 'quote', blocks: readBlocks(node, find, nesting + 1) }];
		case 'table':
			return readTable(node, find, nesting);
		case 'restrictedBlock':
			// Not numbered: whoever may not know of it has the same numbers.
			return [{ kind: 'aside', runs: readRuns(node) }];
		case 'horizontalRule':
			return [{ kind: 'rule' }];
		case 'pictureBlock':
			return [find(textOf(node.attrs?.['id'])) ?? withheldPicture()].flat();
		case 'actionBlock':
		case 'decisionBlock':
			return [find(textOf(node.attrs?.['id'])) ?? []].flat();
		default:
			return readBlocks(node, find, nesting + 1);
	}
}

function paragraphOf(node: RichNode): Block[] {
	const runs = readRuns(node.type === 'text' ? { type: 'paragraph', content: [node] } : node);
	return plainText(runs).trim() ? [{ kind: 'paragraph', number: undefined, runs }] : [];
}

/** A paragraph with a lead-in in bold. */
function led(words: string, node: RichNode): Block[] {
	return paragraphOf(node).map((block) =>
		block.kind === 'paragraph' ? { ...block, runs: [run(words, 'bold'), ...block.runs] } : block
	);
}

function headingOf(node: RichNode): Block[] {
	const runs = readRuns(node);
	const level = whole(node.attrs?.['level'], 4);
	const depth = level === 4 ? 5 : level === 3 ? 4 : 3;
	return plainText(runs).trim() ? [{ kind: 'heading', depth, runs }] : [];
}

function boldLine(node: RichNode): Block[] {
	return paragraphOf(node).map((block) => {
		if (block.kind !== 'paragraph') return block;
		return {
			...block,
			runs: block.runs.map((part) => ({
				...part,
				marks: [...new Set(['bold' as const, ...part.marks])]
			}))
		};
	});
}

function readList(node: RichNode, marker: List['marker'], find: FindRecord, nesting: number): List {
	return {
		kind: 'list',
		marker,
		start: whole(node.attrs?.['start'], 9999),
		items: (node.content ?? []).map((item) => ({
			checked: marker === 'task' ? item.attrs?.['checked'] === true : undefined,
			blocks: readBlocks(item, find, nesting + 1)
		}))
	};
}

function readTable(node: RichNode, find: FindRecord, nesting: number): Block[] {
	const all = node.content ?? [];
	const rows = all
		.slice(0, LIMITS.exports.cells)
		.map((row) => (row.content ?? []).map((cell) => readCell(cell, find, nesting)));
	if (!rows.some((row) => row.length)) return [];
	const leftOut = all.length - rows.length;
	return [{ kind: 'table', caption: '', ...fillGrid(rows), ...(leftOut > 0 && { leftOut }) }];
}

function readCell(node: RichNode, find: FindRecord, nesting: number): Cell {
	return {
		header: node.type === 'tableHeader',
		colspan: whole(node.attrs?.['colspan'], 40),
		rowspan: whole(node.attrs?.['rowspan'], 1000),
		blocks: readBlocks(node, find, nesting + 1)
	};
}

/** Attributes are whatever a client wrote, objects that cannot be made a string too. */
function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function whole(value: unknown, most: number): number {
	return Number.isInteger(value) ? Math.min(Math.max(Number(value), 1), most) : 1;
}
