import type { ResolvedPos } from '@tiptap/pm/model';
import {
	Plugin,
	PluginKey,
	TextSelection,
	type Selection,
	type Transaction
} from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { isFromText } from '#lib/text/from-text.ts';
import { lineBelow } from './enter.ts';

const NEAR = 5; // letters by which a place is known again

const key = new PluginKey<number | undefined>('lostLine');

/**
 * Somebody removed the line, or the table, in which the caret stands. What is typed next does not go into a line that
 * happens to be beside it, but into one of its own in that place.
 */
export function lostLine(): Plugin {
	return new Plugin<number | undefined>({
		key,
		state: {
			init: () => undefined,
			apply(tr, place, old) {
				if (!isFromText(tr)) return tr.docChanged || tr.selectionSet ? undefined : place;
				if (!tr.docChanged) return place;
				return (
					lostPlace(tr, old.selection) ?? (place === undefined ? place : tr.mapping.map(place, -1))
				);
			}
		},
		props: {
			handleTextInput(view, _from, _to, text) {
				if (!begin(view)) return false;
				view.dispatch(view.state.tr.insertText(text));
				return true;
			},
			handleDOMEvents: {
				compositionstart(view) {
					begin(view);
					return false;
				}
			}
		}
	});
}

/** Where the line of the caret was, if a change took all of it; a line that was joined lives on in the one before. */
function lostPlace(tr: Transaction, selection: Selection): number | undefined {
	if (!(selection instanceof TextSelection)) return undefined;
	const { $head } = selection;
	const [start, end] = [tr.mapping.map($head.before(1)), tr.mapping.map($head.after(1))];
	return start === end && !isAmongItsLetters($head, tr.selection.$head) ? start : undefined;
}

/** True when the caret stands at the letters at which it stood before. */
function isAmongItsLetters(before: ResolvedPos, now: ResolvedPos): boolean {
	const [behind, ahead] = lettersAt(before);
	const [behindNow, aheadNow] = lettersAt(now);
	const isBehind = behind !== '' && behindNow.endsWith(behind);
	return isBehind || (ahead !== '' && aheadNow.startsWith(ahead));
}

function lettersAt({ parent, parentOffset }: ResolvedPos): [behind: string, ahead: string] {
	const all = parent.textBetween(0, parent.content.size, '', '\ufffc');
	return [all.slice(0, parentOffset).slice(-NEAR), all.slice(parentOffset).slice(0, NEAR)];
}

function begin(view: EditorView): boolean {
	const { state, editable } = view;
	const place = key.getState(state);
	if (place === undefined || !editable || !state.selection.empty) return false;
	view.dispatch(lineBelow(state.tr, place));
	return true;
}
