import type { Editor } from '@tiptap/core';
import { Plugin, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Capturing } from '#shared/capture/captured-line.ts';
import { lineAtCursor, writtenLine, type KeptLines } from './line.ts';

/** Marks in the typed line what nobody understands, before Enter is pressed. */
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

/** Where in the document the parts stand; none in a line with anything but text in it. */
function unreadIn(state: EditorState, capturing: Capturing) {
	const line = writtenLine(state);
	const { $from } = state.selection;
	if (line === undefined || line.length !== $from.parent.content.size) return [];
	const start = $from.start();
	return capturing.unread(line).map(({ from, to }) => ({ from: start + from, to: start + to }));
}

/** Tab chooses the first part of the line that nobody understands, then the next; below a card it goes to its chips. */
export function mend(editor: Editor, capturing: Capturing | undefined): boolean {
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

/** From an empty line Tab goes to the card above it, where something is to be mended. */
function chipAbove(editor: Editor): boolean {
	const { $from } = editor.state.selection;
	if (lineAtCursor(editor) !== '' || $from.depth !== 1) return false;
	const above = $from.index(0) - 1;
	if (above < 0) return false;
	const card = editor.view.nodeDOM($from.posAtIndex(above, 0));
	const chip = card instanceof HTMLElement ? card.querySelector<HTMLElement>('[data-mend]') : null;
	chip?.focus();
	return chip !== null;
}
