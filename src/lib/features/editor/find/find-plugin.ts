import { combineTransactionSteps, Extension, getChangedRanges } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { Found, moved, type Match, type Matcher } from './matches.ts';

/** What is being looked for in an editor, and where it is. */
export interface Finding {
	readonly matcher: Matcher;
	readonly found: Found;
	/** The number of the match that is gone to, from 0; -1 when there is none. */
	readonly current: number;
	/** All matches, and with the current one apart. */
	readonly all: DecorationSet;
	readonly shown: DecorationSet;
}

/** What a transaction says to the plugin. */
type Order =
	| { readonly do: 'find'; readonly matcher: Matcher }
	| { readonly do: 'go'; readonly to: number }
	/** The wording of cards has changed, of which the document knows nothing. */
	| { readonly do: 'again' }
	| { readonly do: 'stop' };

const key = new PluginKey<Finding | undefined>('find');
/** Most matches that are highlighted; a text of one letter has more than a browser should draw. */
const MOST_SHOWN = 1_000;
/** With more steps in one change, all highlights are made anew. */
const MOST_STEPS = 20;

/** What an editor is looking for; undefined while it looks for nothing. */
export function findingOf(state: EditorState): Finding | undefined {
	return key.getState(state);
}

/** A transaction that orders something of the search. */
export function ordered(tr: Transaction, order: Order): Transaction {
	return tr.setMeta(key, order).setMeta('addToHistory', false);
}

/** Highlights what is looked for. While nothing is, it costs nothing. */
export const FindMatches = Extension.create({
	name: 'findMatches',
	addProseMirrorPlugins: () => [
		new Plugin<Finding | undefined>({
			key,
			state: {
				init: () => undefined,
				apply: (tr, before, old) => after(tr, before, old.doc)
			},
			props: { decorations: (state) => key.getState(state)?.shown }
		})
	]
});

function after(tr: Transaction, before: Finding | undefined, old: Node): Finding | undefined {
	const order = tr.getMeta(key) as Order | undefined;
	if (order?.do === 'stop') return undefined;
	if (order?.do === 'find') return begin(tr, order.matcher, tr.selection.from);
	if (!before) return undefined;
	if (order?.do === 'again') return begin(tr, before.matcher, placeOf(before, tr));
	const { matcher } = before;
	if (tr.docChanged) {
		const found = new Found(tr.doc, matcher);
		const current = found.from(placeOf(before, tr));
		const isMuch = tr.steps.length > MOST_STEPS;
		const all = isMuch ? around(tr.doc, found, current) : renewed(before, tr, old);
		return shown(tr.doc, { matcher, found, all, current });
	}
	if (order?.do === 'go') return went(tr, before, order.to);
	// Whoever clicks into the text goes on from there.
	return tr.selectionSet ? went(tr, before, before.found.from(tr.selection.from)) : before;
}

function begin({ doc }: Transaction, matcher: Matcher, place: number): Finding {
	const found = new Found(doc, matcher);
	const current = found.from(place);
	return shown(doc, { matcher, found, current, all: around(doc, found, current) });
}

function went({ doc }: Transaction, before: Finding, current: number): Finding {
	if (current === before.current) return before;
	const isMany = before.found.total > MOST_SHOWN;
	const all = isMany ? around(doc, before.found, current) : before.all;
	return shown(doc, { ...before, current, all });
}

/** Where the current match stands after a change. */
function placeOf({ found, current }: Finding, { mapping, selection }: Transaction): number {
	const match = found.at(current);
	return match ? mapping.map(match.from, -1) : selection.from;
}

function shown(doc: Node, finding: Omit<Finding, 'shown'>): Finding {
	const match = finding.found.at(finding.current);
	const now = match ? [decoration(match, 'found-now')] : [];
	return { ...finding, shown: finding.all.add(doc, now) };
}

/** The highlights of the matches nearest to the current one. */
function around(doc: Node, found: Found, current: number): DecorationSet {
	const first = Math.max(0, Math.min(current, found.total - MOST_SHOWN / 2) - MOST_SHOWN / 2);
	const marks: Decoration[] = [];
	const last = Math.min(found.total, first + MOST_SHOWN);
	for (const match of found.between(first, last)) marks.push(decoration(match, 'found'));
	return DecorationSet.create(doc, marks);
}

function decoration({ from, to, is }: Match, name: string): Decoration {
	if (is === 'letters') return Decoration.inline(from, to, { class: name });
	return Decoration.node(from, to, { class: `${name}-node` });
}

/** The highlights after a change, anew in the lines that changed. */
function renewed({ all, matcher }: Finding, tr: Transaction, old: Node): DecorationSet {
	const { doc } = tr;
	let set = all.map(tr.mapping, doc);
	for (const { newRange } of getChangedRanges(combineTransactionSteps(old, [tr]))) {
		const from = Math.max(0, newRange.from - 1);
		const to = Math.min(doc.content.size, newRange.to + 1);
		doc.nodesBetween(from, to, (node, position) => {
			set = set.remove(set.find(position + 1, position + node.nodeSize - 1));
			const matches = matcher.within(node).slice(0, MOST_SHOWN);
			set = set.add(
				doc,
				matches.map((match) => decoration(moved(match, position), 'found'))
			);
			return false;
		});
	}
	return set;
}
