import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { Anchor, Anchors } from './anchors.ts';

/** Keeps the caret, or both ends of a selection, behind the letters where they stand while others write. */
export class Carets {
	readonly #anchors: Anchors;
	#known: Known | undefined;

	constructor(anchors: Anchors) {
		this.#anchors = anchors;
	}

	/** Before a change: only then is it still known what the caret stands behind. */
	remember({ selection, doc }: EditorState): void {
		if (this.#known?.selection === selection && this.#known.doc === doc) return;
		const isText = selection instanceof TextSelection;
		const anchor = isText ? this.#anchors.at(doc, selection.anchor) : undefined;
		const head = isText && !selection.empty ? this.#anchors.at(doc, selection.head) : anchor;
		this.#known = { selection, doc, anchor, head };
	}

	forget(): void {
		this.#known = undefined;
	}

	/** After a change: puts them back. Where a line went, ProseMirror's own mapping holds. */
	restore(tr: Transaction): void {
		if (!this.#known?.anchor || !this.#known.head) return;
		const anchor = this.#anchors.positionOf(tr.doc, this.#known.anchor);
		const head = this.#anchors.positionOf(tr.doc, this.#known.head);
		if (anchor === undefined || head === undefined) return;
		if (tr.selection.anchor === anchor && tr.selection.head === head) return;
		tr.setSelection(TextSelection.create(tr.doc, anchor, head));
	}
}

interface Known {
	readonly selection: EditorState['selection'];
	readonly doc: EditorState['doc'];
	readonly anchor: Anchor | undefined;
	readonly head: Anchor | undefined;
}
