import { m } from '#messages/messages.js';
import * as Y from 'yjs';
import type { RichNode } from '../editor/rich-text.ts';
import { childrenOf, inlineOf, wordsOf, type Holder, type Child } from './read-inline.ts';
import { RichBudget, RICH_LIMITS } from '../editor/rich-budget.ts';
import { shapeOf, type RichPlace } from './rich-nodes.ts';

/**
 * Reads a rich text as the one schema has it, whatever stands in the document: what is out of place is put into a place,
 * what is unknown is read as its words, and an amount beyond the limits is left out. Never throws.
 */
export function readRich(text: Y.XmlFragment, limits = RICH_LIMITS): RichNode {
	const budget = new RichBudget(limits);
	const content = blocksIn([...childrenOf(text)], budget, 1);
	if (budget.isOver) content.push(paragraph([{ type: 'text', text: m.text_rest_left_out() }]));
	return { type: 'doc', content };
}

function blocksIn(children: readonly Child[], budget: RichBudget, depth: number): RichNode[] {
	const blocks: RichNode[] = [];
	for (const child of children) {
		if (budget.isOver) break;
		for (const block of blocksOf(child, budget, depth)) blocks.push(block);
	}
	return blocks;
}

function blocksOf(child: Child, budget: RichBudget, depth: number): RichNode[] {
	if (typeof child === 'string' || child instanceof Y.Text)
		return someParagraph(inlineOf(child, budget));
	if (budget.isTooDeep(depth)) return someParagraph(wordsOf(child, budget));
	const shape = shapeOf(child);
	if (shape?.place === 'block') return [elementOf(child as Y.XmlElement, budget, depth)].flat();
	return blocksIn([...childrenOf(child)], budget, depth + 1);
}

/** An element that is where it belongs; nothing when it would be empty and may not. */
function elementOf(element: Y.XmlElement, budget: RichBudget, depth: number): RichNode[] {
	const shape = shapeOf(element);
	if (!shape || !budget.takeNode()) return [];
	const attrs = shape.attributes?.((name) => valueOf(element, name));
	const node = { type: element.nodeName, ...(attrs && { attrs }) };
	if (!shape.holds) return [node];
	const content = contentOf(element, shape.holds, budget, depth + 1);
	if (shape.holds === 'block') return [{ ...node, content: opened(node.type, content) }];
	const isNeeded = shape.holds === 'tableRow' || isItem(shape.holds);
	if (content.length === 0) return isNeeded ? [] : [node];
	return [{ ...node, content }];
}

/** A value as the document has it; a type or a document in its place counts as nothing. */
function valueOf(element: Y.XmlElement, name: string): unknown {
	const value: unknown = element.getAttribute(name);
	return value instanceof Y.AbstractType || value instanceof Y.Doc ? undefined : value;
}

const isItem = (type: string) => type === 'listItem' || type === 'taskItem';

/** Items begin with a paragraph, and nothing that holds blocks is without one. */
function opened(type: string, blocks: readonly RichNode[]): readonly RichNode[] {
	const [first] = blocks;
	const needsLine = isItem(type) && first?.type !== 'paragraph';
	return !first || needsLine ? [paragraph([]), ...blocks] : blocks;
}

function contentOf(type: Holder, wanted: RichPlace, budget: RichBudget, depth: number) {
	const children = [...childrenOf(type)];
	if (wanted === 'block') return blocksIn(children, budget, depth);
	const read =
		wanted === 'inline'
			? (child: Child) => inlineOf(child, budget)
			: (child: Child) => placedIn(child, wanted, budget, depth);
	const content: RichNode[] = [];
	for (const child of children) {
		if (budget.isOver) break;
		for (const node of read(child)) content.push(node);
	}
	return content;
}

/** A child of a list, a table or a row; whatever else stands there is wrapped into one. */
function placedIn(child: Child, wanted: RichPlace, budget: RichBudget, depth: number): RichNode[] {
	if (shapeOf(child)?.place === wanted && !budget.isTooDeep(depth))
		return elementOf(child as Y.XmlElement, budget, depth);
	const blocks = blocksOf(child, budget, depth + 1);
	return blocks.length > 0 ? [wrapped(blocks, wanted)] : [];
}

function wrapped(blocks: readonly RichNode[], wanted: RichPlace): RichNode {
	if (wanted === 'tableRow') return { type: wanted, content: [wrapped(blocks, 'tableCell')] };
	return { type: wanted, content: opened(wanted, blocks) };
}

function someParagraph(content: readonly RichNode[]): RichNode[] {
	return content.length > 0 ? [paragraph(content)] : [];
}

function paragraph(content: readonly RichNode[]): RichNode {
	return { type: 'paragraph', ...(content.length > 0 && { content }) };
}
