import { m } from '#messages/messages.js';
import type { RichMark, RichNode } from '../editor/rich-text.ts';
import { RichBudget, RICH_LIMITS } from '../editor/rich-budget.ts';
import { isListed, type WordsKind } from './kind.ts';
import type { NewCell, NewLine, NewWords, RestrictedPlace } from './flatten.ts';
import type { LineId } from './line-id.ts';
import { EMPTY_LINE, type GridCell, type Line } from './line.ts';
import { STRANGE, type Run } from './marks.ts';
import type { ReadText } from './read.ts';

/** A node whose content is still growing. */
interface Growing extends RichNode {
	readonly content: RichNode[];
}

/** A list that further lines may belong to, and its last item. */
interface Open {
	readonly kind: WordsKind;
	readonly level: number;
	readonly list: Growing;
	item: Growing;
}

const LISTS: Readonly<Partial<Record<WordsKind, string>>> = {
	bullet: 'bulletList',
	ordered: 'orderedList',
	task: 'taskList'
};

/**
 * The lines of a text as a tree, as minutes and exports read it: lists in lists, quotations together. A list goes on under
 * the same rule as its numbers do.
 */
export function nestLines(read: ReadText, limits = RICH_LIMITS): RichNode {
	const budget = new RichBudget(limits);
	const content = new Nest(budget).of(linesIn(read));
	if (read.isCut || budget.isOver)
		content.push({ type: 'paragraph', content: [{ type: 'text', text: m.text_rest_left_out() }] });
	return { type: 'doc', content };
}

type Words = NewWords & { readonly line?: LineId | undefined };

/** A block with the line that it shows. */
function known(block: RichNode, line: Nested): RichNode {
	const id = 'line' in line ? line.line : undefined;
	return id === undefined ? block : { ...block, line: id };
}

/** Lines in a tree know which they are, so that minutes can be written from them and made anew. */
type Nested = (NewLine & { readonly line?: LineId | undefined }) | RestrictedPlace;

function linesIn({ lines, places }: ReadText): Nested[] {
	const placed = (at: number) =>
		(places?.get(at) ?? []).map((annex): RestrictedPlace => ({ is: 'restricted', annex }));
	const all = lines.flatMap((line, at) => [...placed(at), { ...asNew(line), line: line.id }]);
	return [...all, ...placed(lines.length)];
}

function asNew(line: Line): NewLine {
	switch (line.is) {
		case 'words':
		case 'card':
		case 'rule':
		case 'picture':
			return line;
		case 'table':
			return { is: 'table', rows: line.rows.map(({ cells }) => cells.map(asNewCell)) };
		case 'unknown':
		case 'leftover':
			return { ...EMPTY_LINE, runs: [{ text: line.words, marks: [] }] };
	}
}

function asNewCell({ lines, ...cell }: GridCell): NewCell {
	return { ...cell, lines: lines.map(({ line }) => line) };
}

class Nest {
	readonly #budget: RichBudget;
	readonly #blocks: RichNode[] = [];
	#open: Open[] = [];

	constructor(budget: RichBudget) {
		this.#budget = budget;
	}

	of(lines: readonly Nested[]): RichNode[] {
		for (const line of lines) {
			if (!this.#budget.takeNode()) break;
			if (line.is === 'words' && isListed(line.kind)) this.#addItem(line);
			else this.#addBlock(line);
		}
		return this.#blocks;
	}

	/** A line that belongs to no list of its own; one that stands further in goes on with the item above. */
	#addBlock(line: Nested): void {
		const level = line.is === 'words' ? line.level : 0;
		this.#open = this.#open.filter((one) => one.level < level);
		const place = this.#open.at(-1)?.item.content ?? this.#blocks;
		if (line.is === 'words' && line.kind === 'quotation') this.#addQuotation(place, line);
		else place.push(...this.#blockOf(line).map((block) => known(block, line)));
	}

	#addQuotation(place: RichNode[], line: Words): void {
		const last = place.at(-1);
		const words = known(paragraph(this.#inline(line.runs)), line);
		if (last?.type === 'blockquote') (last as Growing).content.push(words);
		else place.push({ type: 'blockquote', content: [words] });
	}

	#addItem(line: Words): void {
		const { kind, level, start, checked } = line;
		this.#open = this.#open.filter(
			(one) => one.level < level || (one.level === level && one.kind === kind && start === 0)
		);
		const item: Growing = {
			type: kind === 'task' ? 'taskItem' : 'listItem',
			...(kind === 'task' && { attrs: { checked } }),
			content: [known(paragraph(this.#inline(line.runs)), line)]
		};
		const last = this.#open.at(-1);
		if (last?.level === level) {
			last.list.content.push(item);
			last.item = item;
		} else this.#begin(line, item);
	}

	#begin({ kind, level, start }: NewWords, item: Growing): void {
		const list: Growing = {
			type: LISTS[kind] ?? 'bulletList',
			...(kind === 'ordered' && { attrs: { start: Math.max(start, 1) } }),
			content: [item]
		};
		(this.#open.at(-1)?.item.content ?? this.#blocks).push(list);
		this.#open.push({ kind, level, list, item });
	}

	#blockOf(line: Nested): RichNode[] {
		switch (line.is) {
			case 'restricted':
				return [{ type: 'restrictedBlock', attrs: { annex: line.annex } }];
			case 'words':
				return [this.#wordsBlock(line)];
			case 'card':
				return [cardBlock(line)];
			case 'rule':
				return [{ type: 'horizontalRule' }];
			case 'picture':
				return [{ type: 'pictureBlock', attrs: { id: line.file } }];
			case 'table':
				return this.#table(line);
		}
	}

	#wordsBlock({ kind, runs }: NewWords): RichNode {
		const content = this.#inline(runs);
		const level = /^heading(\d)$/.exec(kind)?.[1];
		if (level) return { ...block('heading', content), attrs: { level: Number(level) } };
		return block(kind === 'openPoint' ? 'openPoint' : 'paragraph', content);
	}

	#table({ rows }: Extract<NewLine, { is: 'table' }>): RichNode[] {
		const content = rows
			.filter((cells) => cells.length > 0 && this.#budget.takeNode())
			.map((cells) => ({ type: 'tableRow', content: cells.map((cell) => this.#cell(cell)) }));
		return content.length > 0 ? [{ type: 'table', content }] : [];
	}

	#cell({ isHeader, colspan, rowspan, lines }: NewCell): RichNode {
		const content = new Nest(this.#budget).of(lines);
		return {
			type: isHeader ? 'tableHeader' : 'tableCell',
			attrs: { colspan, rowspan },
			content: content.length > 0 ? content : [paragraph([])]
		};
	}

	#inline(runs: readonly Run[]): RichNode[] {
		return runs.flatMap(({ text, marks }) =>
			text.split(/(\n)/).flatMap((part) => this.#inlineNode(part, marks))
		);
	}

	#inlineNode(part: string, marks: readonly RichMark[]): RichNode[] {
		const words = part.replaceAll(STRANGE, '');
		if (words === '' || !this.#budget.takeNode()) return [];
		if (words === '\n') return [{ type: 'hardBreak' }];
		const text = this.#budget.takeWords(words);
		return text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 && { marks }) }];
	}
}

function block(type: string, content: RichNode[]): RichNode {
	return { type, ...(content.length > 0 && { content }) };
}

const paragraph = (content: RichNode[]): RichNode => block('paragraph', content);

function cardBlock({ family, record }: Extract<NewLine, { is: 'card' }>): RichNode {
	return { type: family === 'action' ? 'actionBlock' : 'decisionBlock', attrs: { id: record } };
}
