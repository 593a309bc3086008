import type { Editor } from '@tiptap/core';
import type * as Y from 'yjs';
import type { TextSyncStorage } from '#lib/text/text-sync.ts';

/** Origin of what commands write into the text itself; the editor's undo takes it back. */
export const TEXT_COMMAND = Symbol('command');

type Bound = { [Key in keyof TextSyncStorage]-?: NonNullable<TextSyncStorage[Key]> };

/** What binds an editor to its text; undefined while there is none, or nothing may be written. */
export function boundTo({ storage, isEditable }: Editor): Bound | undefined {
	const { binding, undo } = storage.textSync;
	return binding && undo && isEditable ? { binding, undo } : undefined;
}

/** Does something that is undone by itself. */
export function byItself(editor: Editor, act: () => void): void {
	const { undo } = editor.storage.textSync;
	undo?.endGroup();
	act();
	undo?.endGroup();
}

/** Writes into the text in one change; false when that may not be. */
export function writeText(editor: Editor, write: (text: Y.Text) => void): boolean {
	const bound = boundTo(editor);
	if (!bound) return false;
	const { text } = bound.binding;
	text.doc?.transact(() => write(text), TEXT_COMMAND);
	return true;
}
