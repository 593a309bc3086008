import type { ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, type Command, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { lineBelow } from './enter.ts';

/** Where a card or a table begins or ends the text, an arrow key that leads out of it makes a line there. */
export function wayOut(side: -1 | 1): Command {
	return (state, dispatch, view) => {
		if (!isAtEdge(state, side, view)) return false;
		const position = side > 0 ? state.doc.content.size : 0;
		dispatch?.(lineBelow(state.tr, position).scrollIntoView());
		return true;
	};
}

function isAtEdge({ doc, selection }: EditorState, side: -1 | 1, view?: EditorView): boolean {
	if (selection instanceof NodeSelection)
		return side > 0 ? selection.to === doc.content.size : selection.from === 0;
	const { $head, empty } = selection;
	if (!empty || $head.depth < 4) return false;
	const isOuter = side > 0 ? $head.after(1) === doc.content.size : $head.before(1) === 0;
	const isLeaving = view?.endOfTextblock(side > 0 ? 'down' : 'up') ?? true;
	return isOuter && isLeaving && isEdgeLine($head, side);
}

/** In a cell of the first or the last row, its first or last line. */
function isEdgeLine($head: ResolvedPos, side: -1 | 1): boolean {
	const [table, cell] = [$head.node(1), $head.node(3)];
	if (side < 0) return $head.index(1) === 0 && $head.index(3) === 0;
	const bottom = $head.index(1) + Number(cell.attrs.rowspan);
	return bottom >= table.childCount && $head.index(3) === cell.childCount - 1;
}
