import type { ResolvedPos } from '@tiptap/pm/model';
import { Plugin, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** True for a selection that begins or ends in a table and goes over its edge: half a table is none. */
export function isAcrossTables(selection: Selection): selection is TextSelection {
	if (!(selection instanceof TextSelection) || selection.empty) return false;
	return tableOf(selection.$from) !== tableOf(selection.$to);
}

/** Deletes what is selected; tables that are only selected in part go whole. */
export function eraseSelection(tr: Transaction): Transaction {
	const { selection, doc } = tr;
	if (!isAcrossTables(selection)) return tr.deleteSelection();
	const { $from, $to } = selection;
	const from = tableOf($from) === undefined ? $from.pos : $from.before(1);
	const to = tableOf($to) === undefined ? $to.pos : $to.after(1);
	if (from === 0 && to === doc.content.size) tr.replaceWith(from, to, doc.type.schema.node('line'));
	else tr.delete(from, to);
	return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(from, -1)), 1));
}

/** Where the table begins that a place is in. */
function tableOf($place: ResolvedPos): number | undefined {
	return $place.depth > 1 ? $place.before(1) : undefined;
}

/** Keeps tables whole where the editor itself would delete what is selected. */
export function wholeTables(): Plugin {
	return new Plugin({
		props: {
			handleTextInput(view, _from, _to, text) {
				if (!eraseFirst(view)) return false;
				view.dispatch(view.state.tr.insertText(text));
				return true;
			},
			handleDOMEvents: {
				compositionstart: (view) => {
					eraseFirst(view);
					return false;
				},
				cut,
				dragstart: (view, event) => {
					if (!isAcrossTables(view.state.selection)) return false;
					event.preventDefault();
					return true;
				}
			}
		}
	});
}

function eraseFirst(view: EditorView): boolean {
	if (!view.editable || !isAcrossTables(view.state.selection)) return false;
	view.dispatch(eraseSelection(view.state.tr));
	return true;
}

function cut(view: EditorView, event: ClipboardEvent): boolean {
	if (!view.editable || !isAcrossTables(view.state.selection) || !event.clipboardData) return false;
	const { dom, text } = view.serializeForClipboard(view.state.selection.content());
	event.clipboardData.setData('text/html', dom.innerHTML);
	event.clipboardData.setData('text/plain', text);
	event.preventDefault();
	return eraseFirst(view);
}
