import { Extension, type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

/** A typed line that becomes a record: which block stands for it, and how the record is written. */
export interface CapturedLine {
	readonly block: 'actionBlock' | 'decisionBlock';
	readonly id: string;
	readonly write: (doc: Y.Doc) => void;
}

export interface CaptureLineOptions {
	readonly fragment: Y.XmlFragment | undefined;
	readonly undo: Y.UndoManager | undefined;
	readonly capture: (line: string) => CapturedLine | undefined;
}

/** Marks the transaction that writes a record, so that the text's own undo takes it back together with the line. */
export const CAPTURE = Symbol('capture');

/** Turns a line that opens with a sign into a record when Enter is pressed. Undo brings the line back. */
export const CaptureLine = Extension.create<CaptureLineOptions>({
	name: 'captureLine',
	priority: 1_050,
	addOptions: () => ({ fragment: undefined, undo: undefined, capture: () => undefined }),
	addKeyboardShortcuts() {
		return { Enter: ({ editor }) => captureLine(editor, this.options) };
	}
});

/** The text of the line with the cursor; undefined in a heading, in a table and while something is selected. */
export function lineAtCursor(editor: Editor): string | undefined {
	const { $from, empty } = editor.state.selection;
	if (!empty || $from.parent.type.name !== 'paragraph' || editor.isActive('table'))
		return undefined;
	return $from.parent.textContent;
}

function captureLine(editor: Editor, { fragment, undo, capture }: CaptureLineOptions): boolean {
	const line = lineAtCursor(editor);
	const captured = line === undefined ? undefined : capture(line);
	const doc = fragment?.doc;
	if (!captured || !doc) return false;
	undo?.stopCapturing();
	doc.transact((transaction) => {
		transaction.meta.set(CAPTURE, fragment);
		captured.write(doc);
	}, ySyncPluginKey);
	replaceLine(editor, captured);
	undo?.stopCapturing();
	return true;
}

function replaceLine(editor: Editor, { block, id }: CapturedLine): void {
	editor.commands.clearNodes(); // a line of a list becomes a block of its own
	const { state, view } = editor;
	const { $from } = state.selection;
	const { paragraph } = state.schema.nodes;
	const node = state.schema.nodes[block]?.create({ id });
	if (!node || !paragraph) return;
	const transaction = state.tr.replaceWith($from.before(1), $from.after(1), [
		node,
		paragraph.create()
	]);
	const after = $from.before(1) + node.nodeSize + 1;
	transaction.setSelection(TextSelection.create(transaction.doc, after)).scrollIntoView();
	view.dispatch(transaction);
}
