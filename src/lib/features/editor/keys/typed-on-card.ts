import { NodeSelection, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { lineBelow } from './enter.ts';

/** What is typed while a card is selected stands in a line below it; the card stays. */
export function typedOnCard(): Plugin {
	return new Plugin({
		props: {
			handleTextInput(view, _from, _to, text) {
				if (!goBelow(view)) return false;
				view.dispatch(view.state.tr.insertText(text));
				return true;
			},
			handleDOMEvents: {
				compositionstart(view) {
					goBelow(view);
					return false;
				}
			}
		}
	});
}

function goBelow(view: EditorView): boolean {
	const { selection, tr } = view.state;
	if (!(selection instanceof NodeSelection) || !view.editable) return false;
	view.dispatch(lineBelow(tr, selection.to));
	return true;
}
