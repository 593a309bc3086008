import { NodeSelection, Plugin, TextSelection, type Command } from '@tiptap/pm/state';
import type { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { backspace, eraseForward } from './erase.ts';
import { eraseSelection } from './whole-tables.ts';

/**
 * Phones, and some keys, name no key: they change the page, and the editor reads what became of it. Over the edge of a
 * line that would be read as new lines in place of the old, with what others write in them; so it is done as by the keys.
 */
export function pageErases(): Plugin {
	return new Plugin({
		props: {
			handleDOMEvents: {
				beforeinput(view, event) {
					const command = commandFor(view, event);
					if (!command?.(view.state, (tr) => view.dispatch(tr), view)) return false;
					event.preventDefault();
					return true;
				},
				compositionstart(view) {
					if (isOverLines(view.state)) view.dispatch(eraseSelection(view.state.tr));
					return false;
				}
			}
		}
	});
}

function commandFor(view: EditorView, { cancelable, inputType, data }: InputEvent) {
	if (!cancelable || !view.editable || view.composing) return undefined;
	followPage(view);
	if (isOverLines(view.state)) {
		if (inputType.startsWith('delete')) return erase('');
		return inputType === 'insertText' && data ? erase(data) : undefined;
	}
	if (inputType.startsWith('delete')) return /forward$/i.test(inputType) ? eraseForward : before;
	return undefined;
}

/** The page tells of its selection a moment later than of what is done with it. */
function followPage(view: EditorView): void {
	const { selection, doc, tr } = view.state;
	const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
	if (!(selection instanceof TextSelection) || !anchorNode || !focusNode) return;
	if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return;
	const anchor = view.posAtDOM(anchorNode, anchorOffset ?? 0);
	const head = view.posAtDOM(focusNode, focusOffset ?? 0);
	const shown = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
	if (!shown.eq(selection)) view.dispatch(tr.setSelection(shown));
}

/** A card that is selected goes; at the beginning of a line, what Backspace does. */
const before: Command = (state, dispatch, view) => {
	if (!(state.selection instanceof NodeSelection)) return backspace(state, dispatch, view);
	dispatch?.(state.tr.deleteSelection().scrollIntoView());
	return true;
};

const erase =
	(typed: string): Command =>
	({ tr }, dispatch) => {
		eraseSelection(tr);
		dispatch?.((typed === '' ? tr : tr.insertText(typed)).scrollIntoView());
		return true;
	};

function isOverLines({ selection }: EditorState): boolean {
	return selection instanceof TextSelection && !selection.$from.sameParent(selection.$to);
}
