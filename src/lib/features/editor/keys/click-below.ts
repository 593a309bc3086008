import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { lineBelow } from './enter.ts';

/** A press below a card or a table that ends the text makes a line there. */
export function clickBelow(): Plugin {
	return new Plugin({
		props: {
			handleDOMEvents: {
				mousedown(view, event) {
					if (event.button !== 0 || !view.editable || !isBelowAll(view, event.clientY))
						return false;
					event.preventDefault(); // it would select the card
					view.focus();
					view.dispatch(lineBelow(view.state.tr, view.state.doc.content.size).scrollIntoView());
					return true;
				}
			}
		}
	});
}

/** True for a height below the last of what stands there, if that is no line of words. */
function isBelowAll({ dom, state }: EditorView, height: number): boolean {
	const last = state.doc.lastChild;
	const shown = last?.type.name === 'line' ? null : dom.lastElementChild;
	return shown !== null && height > shown.getBoundingClientRect().bottom;
}
