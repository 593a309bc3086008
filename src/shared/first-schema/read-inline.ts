import * as Y from 'yjs';
import type { RichMark, RichNode } from '../editor/rich-text.ts';
import type { RichBudget } from '../editor/rich-budget.ts';
import { readMark, shapeOf } from './rich-nodes.ts';

/** Any type of Yjs, as a list of what stands in it. */
export type Holder = Pick<Y.AbstractType<Y.YEvent<never>>, '_start'>;
/** What may stand in a type: words, or another type. */
export type Child = string | Holder;

/** What stands in a type, without what was deleted. */
export function* childrenOf(type: Holder): Generator<Child> {
	for (let item = type._start; item; item = item.right) {
		if (item.deleted) continue;
		const { content } = item;
		if (content instanceof Y.ContentType) yield content.type;
		else if (content instanceof Y.ContentString) yield content.str;
		else if (content instanceof Y.ContentAny)
			for (const value of content.arr) if (typeof value === 'string') yield value;
	}
}

/** A child of a line. What is no text is read as its words. */
export function inlineOf(child: Child, budget: RichBudget): RichNode[] {
	if (typeof child === 'string') return textNodes(child, [], budget);
	if (child instanceof Y.Text) return runsOf(child, budget);
	if (shapeOf(child)?.place === 'inline')
		return budget.takeNode() ? [{ type: (child as Y.XmlElement).nodeName }] : [];
	return wordsOf(child, budget);
}

function textNodes(words: string, marks: readonly RichMark[], budget: RichBudget): RichNode[] {
	if (words === '' || !budget.takeNode()) return [];
	const text = budget.takeWords(words);
	if (text === '') return [];
	return [{ type: 'text', text, ...(marks.length > 0 && { marks }) }];
}

/** The words of a text, one node for each run of the same marks. */
function runsOf(text: Holder, budget: RichBudget): RichNode[] {
	const marks = new Map<string, RichMark>();
	const runs: RichNode[] = [];
	let words = '';
	const end = () => {
		for (const node of textNodes(words, [...marks.values()], budget)) runs.push(node);
		words = '';
	};
	for (let item = text._start; item && !budget.isOver; item = item.right) {
		if (item.deleted) continue;
		const { content } = item;
		if (content instanceof Y.ContentString) words += content.str;
		else if (content instanceof Y.ContentType) words += plainWords(content.type, budget);
		else if (content instanceof Y.ContentFormat && changes(marks, content)) {
			end();
			setMark(marks, content);
		}
	}
	end();
	return runs;
}

function changes(marks: ReadonlyMap<string, RichMark>, { key, value }: Y.ContentFormat): boolean {
	const [old, next] = [marks.get(key), readMark(key, value)];
	return JSON.stringify(old) !== JSON.stringify(next);
}

function setMark(marks: Map<string, RichMark>, { key, value }: Y.ContentFormat): void {
	const mark = readMark(key, value);
	if (mark) marks.set(key, mark);
	else marks.delete(key);
}

/** All words of a type as one text. */
export function wordsOf(child: Holder, budget: RichBudget): RichNode[] {
	return textNodes(plainWords(child, budget), [], budget);
}

const MOST_STEPS = 1_000_000; // of one walk over what is nested too deep to be read as anything but words

/** All words in a type, however deep: a walk without recursion, because the depth is somebody else's choice. */
function plainWords(type: Holder, budget: RichBudget): string {
	const words: string[] = [];
	const open = [childrenOf(type)];
	for (let steps = 0; open.length > 0 && steps < MOST_STEPS && !budget.isOver; steps++) {
		const next = open.at(-1)?.next();
		if (!next || next.done) open.pop();
		else if (typeof next.value === 'string') words.push(next.value);
		else open.push(childrenOf(next.value));
	}
	return words.join(' ').slice(0, MOST_STEPS);
}
