import { Fragment, Slice, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, Selection, type Transaction } from '@tiptap/pm/state';
import { lineBelow } from '../keys/enter.ts';
import { attributesOf } from '../lines/lines.ts';
import { eraseSelection } from '../keys/whole-tables.ts';

/**
 * Puts lines where the caret is, in the place of what is selected. The words of a single paragraph go into the line; of
 * several lines the first goes on with the line and the last takes what stood behind the caret. An empty line gives way.
 */
export function insertLines(tr: Transaction, nodes: readonly Node[]): Transaction {
	if (tr.selection instanceof NodeSelection) lineBelow(tr, tr.selection.to);
	else eraseSelection(tr);
	const { $from } = tr.selection;
	const [only] = nodes;
	const line = attributesOf($from.parent);
	if (!only || !line) return tr;
	const isWords = nodes.length === 1 && attributesOf(only)?.kind === 'paragraph';
	const end = isWords
		? replaced(tr, $from.pos, $from.pos, only.content)
		: $from.parent.content.size === 0
			? replaced(tr, $from.before(), $from.after(), Fragment.from(goingOn(nodes, $from)))
			: putBetween(tr, $from, nodes);
	return tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
}

/** Returns where what was put in ends. */
function replaced(tr: Transaction, from: number, to: number, content: Fragment): number {
	tr.replaceWith(from, to, content);
	return from + content.size;
}

/** An empty line of a list, or a heading, stays what it is where words go into it. */
function goingOn(nodes: readonly Node[], { parent }: ResolvedPos): readonly Node[] {
	const [first, ...others] = nodes;
	if (!first || attributesOf(first)?.kind !== 'paragraph') return nodes;
	return [parent.type.create(parent.attrs, first.content), ...others];
}

/** Into a line with words. */
function putBetween(tr: Transaction, $from: ResolvedPos, nodes: readonly Node[]): number {
	const content = Fragment.from(nodes);
	const [isOpen, isOpenEnd] = [attributesOf(nodes[0]), attributesOf(nodes.at(-1))];
	const isAtStart = $from.parentOffset === 0;
	const isAtEnd = $from.parentOffset === $from.parent.content.size;
	if (isAtStart && !isOpen && !isOpenEnd)
		return replaced(tr, $from.before(), $from.before(), content);
	if (isAtEnd && !isOpen) return replaced(tr, $from.after(), $from.after(), content);
	const behind = tr.doc.content.size - $from.pos;
	tr.replace($from.pos, $from.pos, new Slice(content, isOpen ? 1 : 0, isOpenEnd ? 1 : 0));
	return tr.doc.content.size - behind;
}
