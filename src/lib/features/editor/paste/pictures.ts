import { Extension, type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import type { FileId } from '#shared/ids.ts';
import { byItself } from '../lines/text-command.ts';
import { insertLines } from './insert-lines.ts';

interface PicturesStorage {
	/** Asks for pictures, or what these show; absent where nobody may attach them. */
	ask: ((files: readonly File[]) => void) | undefined;
}

declare module '@tiptap/core' {
	interface Storage {
		pictures: PicturesStorage;
	}
}

/** Where the page hears that somebody pasted, dropped or wants pictures. */
export const Pictures = Extension.create<Record<never, never>, PicturesStorage>({
	name: 'pictures',
	addStorage: () => ({ ask: undefined })
});

/** The pictures and files of a clipboard or a drop; none where there are words too, as spreadsheets add a picture of them. */
export function filesOnly(data: DataTransfer | null): readonly File[] {
	const files = [...(data?.files ?? [])];
	if (!data || files.length === 0 || data.getData('text/plain').trim() !== '') return [];
	const html = data.getData('text/html');
	const { body } = new DOMParser().parseFromString(html, 'text/html');
	return body.textContent.trim() === '' ? files : [];
}

/** Puts pictures where the caret is; behind a table, if it is in one. */
export function insertPictures(editor: Editor, files: readonly FileId[]): void {
	const { schema, state, view } = editor;
	const nodes = files.map((file) => schema.node('picture', { file }));
	const { $from } = state.selection;
	if (nodes.length === 0) return;
	if ($from.depth > 1) {
		const behind = $from.after(1);
		byItself(editor, () => view.dispatch(state.tr.insert(behind, nodes).scrollIntoView()));
		return;
	}
	byItself(editor, () => view.dispatch(insertLines(state.tr, nodes).scrollIntoView()));
}

/** Sets the caret where something is dropped. */
export function caretAt(editor: Editor, { clientX: left, clientY: top }: DragEvent): void {
	const place = editor.view.posAtCoords({ left, top });
	if (!place) return;
	const { state, view } = editor;
	view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(place.pos))));
}
