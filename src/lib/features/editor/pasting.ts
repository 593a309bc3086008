import { Extension } from '@tiptap/core';
import { DOMSerializer, Slice, type Fragment, type Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { handlePaste as pasteCells, isInTable } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { nest } from '#shared/text/nest.ts';
import type { NewLine, NewWords } from '#shared/text/flatten.ts';
import { pastedLines, type Pasted } from '#lib/text/paste/pasted.ts';

export interface PastingOptions {
	/** Told how many pictures and files were left out, which a text does not hold. */
	readonly onLeftOut: (count: number) => void;
	/** What is pasted is undone by itself. */
	readonly undo: Pick<Y.UndoManager, 'stopCapturing'> | undefined;
}

/** Marks what was copied from one of our texts: that is pasted as it is. */
const OWN = 'data-board-text';

/** Pastes and drops what other programs copy: its words and structure, none of its looks. Ctrl+Shift+V pastes words alone. */
export const Pasting = Extension.create<PastingOptions>({
	name: 'pasting',
	priority: 1_040,
	addOptions: () => ({ onLeftOut: () => undefined, undo: undefined }),
	addProseMirrorPlugins() {
		const { onLeftOut, undo } = this.options;
		let isPlain = false;
		return [
			new Plugin({
				props: {
					clipboardSerializer: new OwnSerializer(
						...[DOMSerializer.nodesFromSchema(this.editor.schema)],
						DOMSerializer.marksFromSchema(this.editor.schema)
					),
					handleKeyDown: (_, event) => {
						isPlain = event.shiftKey;
						return false;
					},
					handlePaste: (view, event) => {
						undo?.stopCapturing();
						const pasted = pastedIn(event.clipboardData, isPlain);
						return pasted !== undefined && take(view, event, pasted, onLeftOut);
					},
					handleDrop: (view, event, _, isMoved) => {
						undo?.stopCapturing();
						const pasted = isMoved ? undefined : pastedIn(event.dataTransfer, false);
						return pasted !== undefined && drop(view, event, pasted, onLeftOut);
					}
				}
			})
		];
	}
});

class OwnSerializer extends DOMSerializer {
	override serializeFragment(
		...given: Parameters<DOMSerializer['serializeFragment']>
	): ReturnType<DOMSerializer['serializeFragment']> {
		const made = super.serializeFragment(...given);
		if (made.firstChild instanceof Element) made.firstChild.setAttribute(OWN, '');
		return made;
	}
}

/** What was pasted; undefined for what the editor itself takes: our own text, and an address that becomes a link. */
function pastedIn(data: DataTransfer | null, isPlain: boolean): Pasted | undefined {
	if (!data) return undefined;
	const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
	if (html.includes(OWN) && !isPlain) return undefined;
	if (/^https?:\S+$/.test(text.trim())) return undefined;
	return pastedLines({ html: isPlain ? '' : html, text, files: data.files.length, isPlain });
}

function take(
	view: EditorView,
	event: ClipboardEvent,
	{ lines, leftOut }: Pasted,
	onLeftOut: (count: number) => void
): boolean {
	if (leftOut > 0) onLeftOut(leftOut);
	if (lines.length === 0) return leftOut > 0;
	const [only] = lines;
	if (isInTable(view.state) && lines.length === 1 && only?.is === 'table')
		return pasteCells(view, event, sliceOf(view, [apart(only)]));
	const slice = sliceOf(view, lines);
	view.dispatch(
		view.state.tr
			.replaceSelection(slice)
			.scrollIntoView()
			.setMeta('paste', true)
			.setMeta('uiEvent', 'paste')
	);
	return true;
}

function drop(
	view: EditorView,
	event: DragEvent,
	{ lines, leftOut }: Pasted,
	onLeftOut: (count: number) => void
): boolean {
	if (lines.length === 0 && leftOut === 0) return false;
	if (leftOut > 0) onLeftOut(leftOut);
	event.preventDefault(); // or the browser would leave the page for a file
	const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
	if (place && lines.length > 0)
		view.dispatch(view.state.tr.replaceRange(place.pos, place.pos, sliceOf(view, lines)));
	return true;
}

/** A part of a document with these lines. The words of a single line go into the line where they are put. */
function sliceOf(view: EditorView, lines: readonly NewLine[]): Slice {
	const { schema } = view.state;
	const [only, ...others] = lines;
	const isTable = only?.is === 'table' && others.length === 0;
	const inCell = isInTable(view.state) && !isTable;
	const tree = nest(inCell ? lines.flatMap(wordsIn) : lines);
	const content = schema.nodeFromJSON(tree).content;
	const isWords = only?.is === 'words' && only.kind === 'paragraph' && others.length === 0;
	return isWords ? new Slice(inlineOf(content), 0, 0) : opened(content, isTable);
}

const inlineOf = (content: Fragment): Fragment => content.firstChild?.content ?? content;

/** Open at both ends, so that its first words may go on with a line; a table stays whole. */
function opened(content: Fragment, isTable: boolean): Slice {
	const isTextblock = (node: Node | null) => node?.isTextblock === true;
	if (isTable) return new Slice(content, 0, 0);
	return new Slice(
		content,
		isTextblock(content.firstChild) ? 1 : 0,
		isTextblock(content.lastChild) ? 1 : 0
	);
}

/** Cells that go into a table that is there: merged ones would not fit its own. */
function apart(table: Extract<NewLine, { is: 'table' }>): NewLine {
	const rows = table.rows.map((row) => row.map((cell) => ({ ...cell, colspan: 1, rowspan: 1 })));
	return { ...table, rows };
}

/** In a cell there are words only: of a table among others, those of its cells. */
function wordsIn(line: NewLine): NewWords[] {
	if (line.is === 'words') return [line];
	return line.is === 'table' ? line.rows.flatMap((row) => row.flatMap(({ lines }) => lines)) : [];
}
