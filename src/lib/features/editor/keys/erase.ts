import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, Selection, type Command, type Transaction } from '@tiptap/pm/state';
import { attributesOf, lessThan, setLineAt } from '../lines/lines.ts';
import { eraseSelection, isAcrossTables } from './whole-tables.ts';

/** Backspace at the beginning of a line: the line becomes less, and then joins the one before. */
export const backspace: Command = (state, dispatch) => {
	if (eraseTables(state, dispatch)) return true;
	const $caret = caretIn(state.selection);
	const line = attributesOf($caret?.parent);
	if (!$caret || !line || $caret.parentOffset > 0) return false;
	const tr = state.tr;
	const less = line.stray === '' ? lessThan(line) : undefined;
	if (less) setLineAt(tr, { node: $caret.parent, position: $caret.before() }, less);
	else joinBefore(tr, $caret);
	dispatch?.(tr.scrollIntoView());
	return true;
};

/** Delete at the end of a line: the next one joins it. */
export const eraseForward: Command = (state, dispatch) => {
	if (eraseTables(state, dispatch)) return true;
	const $caret = caretIn(state.selection);
	if (!$caret || !attributesOf($caret.parent)) return false;
	if ($caret.parentOffset < $caret.parent.content.size) return false;
	const tr = state.tr;
	joinAfter(tr, $caret);
	dispatch?.(tr.scrollIntoView());
	return true;
};

const eraseTables: Command = ({ selection, tr }, dispatch) => {
	if (!isAcrossTables(selection)) return false;
	dispatch?.(eraseSelection(tr).scrollIntoView());
	return true;
};

function caretIn({ empty, $from }: Selection): ResolvedPos | undefined {
	return empty && $from.parent.isTextblock ? $from : undefined;
}

function joinBefore(tr: Transaction, $caret: ResolvedPos): void {
	const start = $caret.before();
	const before = tr.doc.resolve(start).nodeBefore;
	if (!before) return;
	const isEmpty = $caret.parent.content.size === 0;
	if (!canJoin(before, $caret.parent)) {
		goTo(tr, before, start - before.nodeSize, -1);
		if (isEmpty) tr.delete(start, $caret.after());
	} else if (before.content.size === 0) tr.delete(start - before.nodeSize, start);
	else tr.join(start);
}

function joinAfter(tr: Transaction, $caret: ResolvedPos): void {
	const end = $caret.after();
	const after = tr.doc.resolve(end).nodeAfter;
	if (!after) return;
	const isEmpty = $caret.parent.content.size === 0;
	if (!canJoin($caret.parent, after)) {
		goTo(tr, after, end, 1);
		if (isEmpty) tr.delete($caret.before(), end);
	} else if (isEmpty) tr.delete($caret.before(), end);
	else tr.join(end);
}

/** Words that wait for somebody to keep or drop them are joined with nothing. */
function canJoin(a: Node, b: Node): boolean {
	return [a, b].every((node) => attributesOf(node)?.stray === '');
}

/** A card is selected before it goes; into a table, the caret goes. */
function goTo(tr: Transaction, node: Node, position: number, side: -1 | 1): void {
	if (node.isAtom) tr.setSelection(NodeSelection.create(tr.doc, position));
	else {
		const edge = side < 0 ? position + node.nodeSize : position;
		tr.setSelection(Selection.near(tr.doc.resolve(edge), side));
	}
}
