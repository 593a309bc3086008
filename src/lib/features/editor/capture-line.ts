import { Extension, type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import type { CapturedLine, Capturing, LineKind } from '#shared/capture/captured-line.ts';
import { signLength } from '#shared/capture/capture.ts';
import { newId } from '#shared/ids.ts';
import * as cards from '#shared/text/cards.ts';
import type { Head } from '#shared/text/head.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { lettersBehind, startBehind } from '#shared/text/place.ts';
import { insertLine, setLine } from '#shared/text/write.ts';
import { lineAtCursor, type KeptLines } from './line.ts';
import { boundTo, byItself, writeText } from './lines/text-command.ts';
import { selectUnread, unreadMarks } from './unread-marks.ts';

export interface CaptureLineOptions {
	readonly kept: KeptLines | undefined;
	readonly capturing: Capturing | undefined;
}

/**
 * On Enter, converts a line that starts with a sign into its record or kind of line. Undo brings the line back; Esc
 * keeps it as text; Tab goes to the unread words.
 */
export const CaptureLine = Extension.create<CaptureLineOptions>({
	name: 'captureLine',
	priority: 1_050,
	addOptions: () => ({ kept: undefined, capturing: undefined }),
	addKeyboardShortcuts() {
		return {
			Enter: ({ editor }) => captureLine(editor, this.options),
			Escape: ({ editor }) => keepLine(editor, this.options),
			Tab: ({ editor }) => selectUnread(editor, this.options.capturing)
		};
	},
	onTransaction() {
		this.options.kept?.forgetEmptied(this.editor);
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
	{ kept }: CaptureLineOptions
): boolean {
	const { $from } = editor.state.selection;
	const head = boundTo(editor)?.binding.headAt($from.before(1));
	if (!head) return false;
	// A line kept as text with Esc stays text when the cursor returns to it.
	if (captured.as === 'paragraph') kept?.keep(String($from.parent.attrs.id));
	byItself(editor, () => {
		let below: Head | undefined;
		writeText(editor, (text) => (below = makeIn(text, head, captured, sign)));
		if (below) placeCaret(editor, below);
	});
	return true;
}

/** Makes of a line what was captured, and returns the empty line that follows it. */
function makeIn(text: Y.Text, line: Head, captured: CapturedLine, sign: number): Head {
	const place = (head: Head) => startBehind(head) + lettersBehind(text, head).length;
	if (captured.as !== 'card') {
		if (sign > 0) text.delete(startBehind(line), sign);
		setLine(line, { kind: captured.as, level: 0, start: 0, checked: false });
	} else if (text.doc) {
		const record = cards.recordOf(line, captured.family);
		captured.write(text.doc, record);
		cards.captureLine(text, line, captured.family);
	}
	// Behind the removed line: what somebody is typing there stays with the card.
	return insertLine(text, place(line), { id: newId() as string as LineId, kind: 'paragraph' });
}

function placeCaret(editor: Editor, line: Head): void {
	const { state, view } = editor;
	const id = line._item?.id;
	const position = id && boundTo(editor)?.binding.positionOf(id);
	if (position === undefined) return;
	const selection = TextSelection.create(state.doc, position);
	view.dispatch(state.tr.setSelection(selection).scrollIntoView());
}
