import type { Editor } from '@tiptap/core';

/** Puts the caret at the end of a text, behind words that were typed before it was here. */
export function goOn(editor: Editor, words: boolean | (() => string)): void {
	editor.commands.focus('end');
	const typed = typeof words === 'function' ? words() : '';
	for (const [at, line] of typed.split('\n').entries()) {
		if (at > 0) editor.commands.keyboardShortcut('Enter');
		if (line !== '') editor.commands.insertContent({ type: 'text', text: line });
	}
}
