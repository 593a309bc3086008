import { Extension, type Editor } from '@tiptap/core';
import type { Fragment, Node, Schema, Slice } from '@tiptap/pm/model';
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state';
import { __pastedCells, isInTable } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { pastedLines, type Pasted } from '#lib/text/paste/pasted.ts';
import { lineBelow } from '../keys/enter.ts';
import { caretAt, filesOnly } from './pictures.ts';
import { eraseSelection, isAcrossTables } from '../keys/whole-tables.ts';
import { byItself } from '../lines/text-command.ts';
import { fillCells, linesIn } from './fill-cells.ts';
import { insertLines } from './insert-lines.ts';
import { nodesOf, wordsIn } from './new-nodes.ts';
import { cardWords, isOwn, OwnSerializer, plainText, withoutOtherCards } from './own-copies.ts';
import { areTooMany, MOST_LETTERS, refuseTooMuch } from './too-much.ts';
import type { CardWords } from './own-copies.ts';

export interface PastingOptions {
	/** Told how many pictures and files were left out, which a text does not hold. */
	readonly onLeftOut: (count: number) => void;
	/** Told that something was not pasted, because it was too much at once. */
	readonly onTooMuch: (mostLetters: number) => void;
	readonly cardWords: CardWords;
}

/** Pastes and drops what other programs copy: its words and structure, none of its looks. Ctrl+Shift+V pastes words alone. */
export const Pasting = Extension.create<PastingOptions>({
	name: 'pasting',
	priority: 1_040,
	addOptions: () => ({
		onLeftOut: () => undefined,
		onTooMuch: () => undefined,
		cardWords: () => ''
	}),
	addProseMirrorPlugins() {
		const { editor, options } = this;
		let isPlain = false;
		return [
			refuseTooMuch(() => options.onTooMuch(MOST_LETTERS)),
			new Plugin({
				props: {
					clipboardSerializer: new OwnSerializer(editor.schema, options.cardWords),
					clipboardTextSerializer: (slice) => plainText(slice, options.cardWords),
					transformPastedHTML: (html) => ownHere(editor, html),
					handleKeyDown: (_, event) => {
						isPlain = event.shiftKey;
						return false;
					},
					handlePaste: (view, event, slice) => {
						editor.storage.textSync.undo?.endGroup();
						if (asks(editor, filesOnly(event.clipboardData))) return true;
						const pasted = pastedIn(event.clipboardData, isPlain);
						if (!pasted) return pasteOwn(editor, slice, options.cardWords);
						return take(editor, pasted, options);
					},
					handleDrop: (view, event, slice, isMoved) => {
						editor.storage.textSync.undo?.endGroup();
						if (view.dragging) return !isMoved && dropCopy(view, event, slice, options.cardWords);
						if (asks(editor, filesOnly(event.dataTransfer), event)) return true;
						const pasted = pastedIn(event.dataTransfer, false);
						return pasted !== undefined && drop(editor, event, pasted, options);
					}
				}
			})
		];
	}
});

/** Hands files to the page, which asks what they show; false where nobody may attach them. */
function asks(editor: Editor, files: readonly File[], dropped?: DragEvent): boolean {
	const { ask } = editor.storage.pictures;
	if (!ask || files.length === 0) return false;
	dropped?.preventDefault(); // or the browser would leave the page for a file
	if (dropped) caretAt(editor, dropped);
	ask(files);
	return true;
}

function ownHere({ storage }: Editor, html: string): string {
	const doc = storage.textSync.binding?.text.doc;
	return doc ? withoutOtherCards(html, doc) : html;
}

/** What was pasted; undefined for what the editor itself takes: our own text, and an address that becomes a link. */
function pastedIn(data: DataTransfer | null, isPlain: boolean): Pasted | undefined {
	if (!data) return undefined;
	const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
	if (isOwn(html) && !isPlain) return undefined;
	if (/^https?:\S+$/.test(text.trim())) return undefined;
	return pastedLines({ html: isPlain ? '' : html, text, files: data.files.length, isPlain });
}

/** Cells go into cells, and only words; what else is ours the editor takes as it is. */
function pasteOwn(editor: Editor, slice: Slice, words: CardWords): boolean {
	makeRoom(editor.view);
	const { state, view, schema } = editor;
	if (!isInTable(state)) return false;
	const cells = __pastedCells(slice);
	if (!cells) {
		if (isOfLines(slice.content)) return false;
		const lines = slice.content.content.flatMap((node) => asLines(schema, node, words));
		byItself(editor, () => view.dispatch(insertLines(state.tr, lines).scrollIntoView()));
		return true;
	}
	return fillCells(
		editor,
		cells.rows.map((row) => row.content.map((cell) => linesIn(schema, cell)))
	);
}

/** A card that is selected stays, and a table that is selected in part goes whole. */
function makeRoom(view: EditorView): void {
	const { selection, tr } = view.state;
	if (selection instanceof NodeSelection) view.dispatch(lineBelow(tr, selection.to));
	else if (isAcrossTables(selection)) view.dispatch(eraseSelection(tr));
}

function isOfLines({ content }: Fragment): boolean {
	return content.every((node) => node.isInline || node.type.name === 'line');
}

/** Says what of it is not taken, or that nothing is. */
function tell({ lines, leftOut }: Pasted, told: PastingOptions): void {
	if (areTooMany(lines)) told.onTooMuch(MOST_LETTERS);
	else if (leftOut > 0) told.onLeftOut(leftOut);
}

function take(editor: Editor, pasted: Pasted, told: PastingOptions): boolean {
	const { lines, leftOut } = pasted;
	tell(pasted, told);
	if (areTooMany(lines)) return true;
	if (lines.length === 0) return leftOut > 0;
	const [only] = lines;
	const { schema, state, view } = editor;
	const isIn = isInTable(state);
	if (isIn && only?.is === 'table' && lines.length === 1)
		return fillCells(
			editor,
			only.rows.map((row) =>
				row.map((cell) =>
					linesIn(schema, schema.node('tableCell', null, nodesOf(schema, cell.lines)))
				)
			)
		);
	const nodes = nodesOf(schema, isIn ? lines.flatMap(wordsIn) : lines);
	const tr = insertLines(state.tr, nodes);
	byItself(editor, () =>
		view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
	);
	return true;
}

function drop(editor: Editor, event: DragEvent, pasted: Pasted, told: PastingOptions): boolean {
	const { lines, leftOut } = pasted;
	if (lines.length === 0 && leftOut === 0) return false;
	tell(pasted, told);
	event.preventDefault(); // or the browser would leave the page for a file
	const { state, view } = editor;
	const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
	if (!place || lines.length === 0 || areTooMany(lines)) return true;
	const tr = state.tr.setSelection(TextSelection.near(state.doc.resolve(place.pos)));
	const isIn = tr.selection.$from.depth > 1;
	const nodes = nodesOf(editor.schema, isIn ? lines.flatMap(wordsIn) : lines);
	byItself(editor, () => view.dispatch(insertLines(tr, nodes)));
	return true;
}

/** A card that is dragged as a copy stays where it is; its words are copied. */
function dropCopy(view: EditorView, event: DragEvent, slice: Slice, words: CardWords): boolean {
	const cards = slice.content.content.filter(({ type }) => type.name === 'card');
	const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
	if (cards.length === 0 || !place) return false;
	event.preventDefault();
	const { state } = view;
	const { schema } = state;
	const asWords = (node: Node) =>
		node.type.name === 'card' ? asLines(schema, node, words) : [node];
	const tr = state.tr.setSelection(TextSelection.near(state.doc.resolve(place.pos)));
	view.dispatch(insertLines(tr, slice.content.content.flatMap(asWords)));
	return true;
}

/** The words of a node, as lines that may stand anywhere. */
function asLines(schema: Schema, node: Node, words: CardWords): Node[] {
	if (node.type.name === 'card') {
		const said = cardWords(node, words);
		return said === '' ? [] : [schema.node('line', null, [schema.text(said)])];
	}
	if (node.isTextblock) return [node];
	return node.children.flatMap((child) => asLines(schema, child, words));
}
