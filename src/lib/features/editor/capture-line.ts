import { Extension, type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import type { CapturedLine, Capturing, LineKind } from '#shared/capture/captured-line.ts';
import { signLength } from '#shared/capture/capture.ts';
import { lineAtCursor, type KeptLines } from './line.ts';
import { selectUnread, unreadMarks } from './unread-marks.ts';

export interface CaptureLineOptions {
	readonly fragment: Y.XmlFragment | undefined;
	readonly undo: Y.UndoManager | undefined;
	readonly kept: KeptLines | undefined;
	readonly capturing: Capturing | undefined;
}

/** Origin of the transaction that writes a record, so that the text's undo reverts record and line together. */
export const CAPTURE = Symbol('capture');

/**
 * On Enter, converts a line that starts with a sign into its record or kind of line. Undo brings the line back; Esc
 * keeps it as text; Tab goes to the unread words.
 */
export const CaptureLine = Extension.create<CaptureLineOptions>({
	name: 'captureLine',
	priority: 1_050,
	addOptions: () => ({
		fragment: undefined,
		undo: undefined,
		kept: undefined,
		capturing: undefined
	}),
	addKeyboardShortcuts() {
		return {
			Enter: ({ editor }) => captureLine(editor, this.options),
			Escape: ({ editor }) => keepLine(editor, this.options),
			Tab: ({ editor }) => selectUnread(editor, this.options.capturing)
		};
	},
	addProseMirrorPlugins() {
		const { capturing, kept } = this.options;
		return capturing ? [unreadMarks(this.editor, capturing, kept)] : [];
	}
});

/** What pressing Enter would make of the current line. */
function pending(editor: Editor, { capturing, kept }: CaptureLineOptions) {
	const line = lineAtCursor(editor);
	if (line === undefined || kept?.has(editor)) return undefined;
	return capturing?.line(line);
}

function captureLine(editor: Editor, options: CaptureLineOptions): boolean {
	const captured = pending(editor, options);
	const sign = signLength(lineAtCursor(editor) ?? '');
	return captured !== undefined && makeOf(editor, captured, sign, options);
}

/** Converts the current line, which starts with no sign. */
export function turnLine(editor: Editor, kind: LineKind, options: CaptureLineOptions): boolean {
	const line = lineAtCursor(editor)?.trim();
	const captured = line ? options.capturing?.turned(line, kind) : undefined;
	return captured !== undefined && makeOf(editor, captured, 0, options);
}

function keepLine(editor: Editor, options: CaptureLineOptions): boolean {
	const { kept } = options;
	if (!kept || !(kept.has(editor) || pending(editor, options))) return false;
	kept.toggle(editor);
	editor.view.dispatch(editor.state.tr); // updates the hint about the line
	return true;
}

function makeOf(
	editor: Editor,
	captured: CapturedLine,
	sign: number,
	{ fragment, undo, kept }: CaptureLineOptions
): boolean {
	const doc = fragment?.doc;
	if (!doc) return false;
	undo?.stopCapturing();
	if ('write' in captured)
		doc.transact((transaction) => {
			transaction.meta.set(CAPTURE, fragment);
			captured.write(doc);
		}, ySyncPluginKey);
	const line = replaceLine(editor, captured, sign);
	if (captured.as === 'paragraph' && line !== undefined) keepAt(editor, line, kept);
	undo?.stopCapturing();
	return true;
}

/** Replaces the line with what was captured, puts the cursor on a new line below, and returns the position. */
function replaceLine(editor: Editor, captured: CapturedLine, sign: number): number | undefined {
	editor.commands.clearNodes(); // lifts a list line out of its list
	const { state, view } = editor;
	const { $from } = state.selection;
	const paragraph = state.schema.nodes['paragraph'];
	const node = nodeOf(editor, captured, $from.parent, sign);
	if (!node || !paragraph) return undefined;
	const place = $from.before(1);
	const transaction = state.tr.replaceWith(place, $from.after(1), [node, paragraph.create()]);
	const after = place + node.nodeSize + 1;
	transaction.setSelection(TextSelection.create(transaction.doc, after)).scrollIntoView();
	view.dispatch(transaction);
	return place;
}

function nodeOf(editor: Editor, captured: CapturedLine, line: Node, sign: number) {
	const { nodes } = editor.schema;
	const words = line.content.cut(sign);
	switch (captured.as) {
		case 'actionBlock':
		case 'decisionBlock':
			return nodes[captured.as]?.create({ id: captured.id });
		case 'blockquote':
			return nodes['blockquote']?.create(null, nodes['paragraph']?.create(null, words));
		case 'openPoint':
		case 'paragraph':
			return nodes[captured.as]?.create(null, words);
	}
}

/** A line kept as text with Esc stays text when the cursor returns to it. */
function keepAt(editor: Editor, place: number, kept: KeptLines | undefined): void {
	const { head } = editor.state.selection;
	editor.commands.setTextSelection(place + 1);
	if (!kept?.has(editor)) kept?.toggle(editor);
	editor.commands.setTextSelection(head);
}
