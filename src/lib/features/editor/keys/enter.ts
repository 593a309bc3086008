import type { Node, ResolvedPos } from '@tiptap/pm/model';
import {
	AllSelection,
	NodeSelection,
	TextSelection,
	type Command,
	type EditorState,
	type Transaction
} from '@tiptap/pm/state';
import { freshLineId } from '#lib/text/fresh-ids.ts';
import { isListed } from '#shared/text/kind.ts';
import { eraseSelection } from './whole-tables.ts';
import {
	attributesOf,
	lessThan,
	NEW_LINE,
	setLineAt,
	type LineAttributes
} from '../lines/lines.ts';

/** Begins a new line: below a card that is selected, or where the caret is. */
export const enter: Command = (state, dispatch) => {
	const { selection } = state;
	if (selection instanceof NodeSelection) {
		dispatch?.(lineBelow(state.tr, selection.to).scrollIntoView());
		return true;
	}
	// Of several cells nothing can be divided.
	if (!(selection instanceof TextSelection || selection instanceof AllSelection)) return true;
	const tr = eraseSelection(state.tr);
	const { $from } = tr.selection;
	const line = attributesOf($from.parent);
	if (!line) return false;
	divide(tr, $from, line);
	dispatch?.(withMarks(tr, state).scrollIntoView());
	return true;
};

/** A break belongs to no card. */
export const belowCard: Command = (state, dispatch) =>
	state.selection instanceof NodeSelection && enter(state, dispatch);

/** Puts an empty line into the text, with the caret in it. */
export function lineBelow(tr: Transaction, position: number): Transaction {
	tr.insert(position, tr.doc.type.schema.node('line', { id: freshLineId() }));
	return tr.setSelection(TextSelection.create(tr.doc, position + 1));
}

function divide(tr: Transaction, $from: ResolvedPos, line: LineAttributes): void {
	const [node, position] = [$from.parent, $from.before()];
	const isEmpty = node.content.size === 0;
	const less = isListed(line.kind) || line.kind === 'quotation' ? lessThan(line) : undefined;
	if (isEmpty && less) setLineAt(tr, { node, position }, less);
	else if ($from.parentOffset === 0 && !isEmpty && line.stray === '')
		putBefore(tr, { node, position }, line);
	else {
		const attrs = { ...NEW_LINE, id: freshLineId(), ...kindBelow($from, line) };
		tr.split($from.pos, 1, [{ type: node.type, attrs }]);
	}
}

/** The line itself goes down with its letters; the empty one above is new. */
function putBefore(
	tr: Transaction,
	at: { readonly node: Node; readonly position: number },
	line: LineAttributes
): void {
	tr.split(at.position + 1, 1, [{ type: at.node.type, attrs: { ...line, start: 0 } }]);
	const keeps = isListed(line.kind) || line.kind === 'quotation';
	const above = keeps ? { checked: false } : { kind: 'paragraph' as const };
	setLineAt(tr, at, above);
}

/** What follows a line: another of its kind; behind the end of a heading or an open point, words. */
function kindBelow({ parent, parentOffset }: ResolvedPos, { kind, level }: LineAttributes) {
	const isAtEnd = parentOffset === parent.content.size;
	const isTitle = kind.startsWith('heading') || kind === 'openPoint';
	return isTitle && isAtEnd ? {} : { kind, level };
}

/** Who writes bold goes on so in the next line; an address ends where the line does. */
function withMarks(tr: Transaction, { storedMarks, selection }: EditorState): Transaction {
	const marks = storedMarks ?? (selection.$to.parentOffset > 0 ? selection.$from.marks() : []);
	return tr.ensureMarks(marks.filter(({ type }) => type.name !== 'link'));
}
