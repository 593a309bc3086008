import type { Editor } from '@tiptap/core';
import { Plugin, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Capturing } from '#shared/capture/captured-line.ts';
import { lineAtCursor, writtenLine, type KeptLines } from './line.ts';

/** Highlights the unread words of the typed line before Enter is pressed. */
export function unreadMarks(editor: Editor, capturing: Capturing, kept: KeptLines | undefined) {
	return new Plugin({
		props: {
			decorations(state) {
				if (!editor.isEditable || kept?.has(editor)) return DecorationSet.empty;
				const marks = unreadIn(state, capturing).map(({ from, to }) =>
					Decoration.inline(from, to, { class: 'unread-words' })
				);
				return DecorationSet.create(state.doc, marks);
			}
		}
	});
}

/** Document positions of the unread words; none in a line that contains anything but text. */
function unreadIn(state: EditorState, capturing: Capturing) {
	const line = writtenLine(state);
	const { $from } = state.selection;
	if (line === undefined || line.length !== $from.parent.content.size) return [];
	const start = $from.start();
	return capturing.unread(line).map(({ from, to }) => ({ from: start + from, to: start + to }));
}

/** Tab selects the next unread part of the line; on an empty line below a card, it focuses the card's unread chip. */
export function selectUnread(editor: Editor, capturing: Capturing | undefined): boolean {
	if (!capturing) return false;
	const parts = unreadIn(editor.state, capturing);
	const { from } = editor.state.selection;
	const isChosen = parts.some((part) => part.from === from && !editor.state.selection.empty);
	const next = parts.find((part) => part.from > from) ?? (isChosen ? undefined : parts[0]);
	if (!next) return chipAbove(editor);
	const selection = TextSelection.create(editor.state.doc, next.from, next.to);
	editor.view.dispatch(editor.state.tr.setSelection(selection).scrollIntoView());
	return true;
}

/** From an empty line, focuses the unread chip of the card above. */
function chipAbove(editor: Editor): boolean {
	const { $from } = editor.state.selection;
	if (lineAtCursor(editor) !== '') return false;
	const above = $from.index(0) - 1;
	if (above < 0) return false;
	const card = editor.view.nodeDOM($from.posAtIndex(above, 0));
	const chip =
		card instanceof HTMLElement ? card.querySelector<HTMLElement>('[data-unread]') : null;
	chip?.focus();
	return chip !== null;
}
