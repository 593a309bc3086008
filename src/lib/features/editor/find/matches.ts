import type { Node } from '@tiptap/pm/model';
import { lettersOf } from '#shared/text/marks.ts';
import { runsOf } from '#lib/text/node-runs.ts';
import type { Finder } from '#shared/find/finder.ts';
import type { RecordAt } from '#shared/find/passages.ts';
import { ROOT_OF } from '#shared/find/passages.ts';
import type { CardFamily } from '#shared/text/kind.ts';

/** A match in the document. Of a card or a line that is never changed, the whole node is shown. */
export interface Match {
	readonly from: number;
	readonly to: number;
	readonly is: 'letters' | 'card' | 'fixed';
	/** Of a card: which match of its wording. */
	readonly nth: number;
}

/** The matches of a node of the document, and where the node begins; they count from there. */
interface Block {
	readonly position: number;
	readonly matches: readonly Match[];
}

const NONE: readonly Match[] = [];

/** Finds matches in nodes. What was found in a line is known by the line, so that a key costs a look at its own. */
export class Matcher {
	readonly finder: Finder;
	readonly #wordingOf: (record: RecordAt) => string;
	readonly #known = new WeakMap<Node, readonly Match[]>();

	constructor(finder: Finder, wordingOf: (record: RecordAt) => string) {
		this.finder = finder;
		this.#wordingOf = wordingOf;
	}

	/** The matches in one node of the document, counted from where it begins. */
	within(node: Node): readonly Match[] {
		if (node.type.name === 'card') return this.#inWords(node, this.#wordingOf(recordIn(node)));
		const known = this.#known.get(node);
		if (known) return known;
		const found = node.isAtom ? this.#inWords(node, words(node)) : this.#inLines(node);
		this.#known.set(node, found);
		return found;
	}

	#inWords({ nodeSize, type }: Node, said: string): readonly Match[] {
		const is = type.name === 'card' ? 'card' : 'fixed';
		return this.finder(said).map((_, nth) => ({ from: 0, to: nodeSize, is, nth }));
	}

	#inLines(node: Node): readonly Match[] {
		if (node.isTextblock) return this.#inLine(node, 1);
		const found: Match[] = [];
		node.descendants((line, position) => {
			if (line.isTextblock) found.push(...this.#inLine(line, position + 2));
			return !line.isTextblock;
		});
		return found.length > 0 ? found : NONE;
	}

	#inLine(line: Node, start: number): readonly Match[] {
		const spans = this.finder(lettersOf(runsOf(line)));
		if (spans.length === 0) return NONE;
		return spans.map(({ from, to }) => ({
			from: start + from,
			to: start + to,
			is: 'letters',
			nth: 0
		}));
	}
}

const words = (node: Node) => String(node.attrs.words ?? '');

/** The record of a card's node. */
export function recordIn({ attrs }: Node): RecordAt {
	const { family, record } = attrs as { family: CardFamily; record: string };
	return { root: ROOT_OF[family], id: record };
}

/** A match of a node, where the node begins. */
export function moved(match: Match, position: number): Match {
	return { ...match, from: position + match.from, to: position + match.to };
}

/** All matches of a document. Counted by nodes, as there may be more of them than letters on a screen. */
export class Found {
	readonly #blocks: readonly Block[];
	readonly total: number;

	constructor(doc: Node, matcher: Matcher) {
		const blocks: Block[] = [];
		let total = 0;
		doc.forEach((node, position) => {
			const matches = matcher.within(node);
			if (matches.length === 0) return;
			blocks.push({ position, matches });
			total += matches.length;
		});
		this.#blocks = blocks;
		this.total = total;
	}

	/** The match with a number, from 0. */
	at(index: number): Match | undefined {
		return this.between(index, index + 1)[0];
	}

	/** The matches from one number to before another. */
	between(first: number, end: number): Match[] {
		const some: Match[] = [];
		let index = 0;
		for (const { position, matches } of this.#blocks) {
			if (index >= end) break;
			const own = matches.slice(Math.max(0, first - index), Math.max(0, end - index));
			for (const match of own) some.push(moved(match, position));
			index += matches.length;
		}
		return some;
	}

	/** The number of the first match that begins at a position or behind it; the first of all when none does. */
	from(place: number): number {
		let index = 0;
		for (const { position, matches } of this.#blocks) {
			const own = matches.findIndex(({ from }) => position + from >= place);
			if (own >= 0) return index + own;
			index += matches.length;
		}
		return this.total > 0 ? 0 : -1;
	}
}
