import type { Editor } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import * as Y from 'yjs';

const LINES = ['paragraph', 'openPoint'];

/** The text of the line with the cursor; undefined in a heading, in a table and while something is selected. */
export function lineAtCursor(editor: Editor): string | undefined {
	const { $from, empty } = editor.state.selection;
	if (!empty || !LINES.includes($from.parent.type.name) || editor.isActive('table'))
		return undefined;
	return $from.parent.textContent;
}

/**
 * Lines that somebody keeps as text although they open with a sign. The shared element is remembered and not a place in
 * the text, which moves with what others write.
 */
export class KeptLines {
	readonly #fragment: Y.XmlFragment;
	readonly #kept = new WeakSet<Y.XmlFragment>();

	constructor(fragment: Y.XmlFragment) {
		this.#fragment = fragment;
	}

	has(editor: Editor): boolean {
		const element = this.#element(editor.state.selection.$from);
		return element !== undefined && this.#kept.has(element);
	}

	/** Keeps the line with the cursor, or lets it go. */
	toggle(editor: Editor): void {
		const element = this.#element(editor.state.selection.$from);
		if (!element) return;
		if (!this.#kept.delete(element)) this.#kept.add(element);
	}

	#element($from: ResolvedPos): Y.XmlFragment | undefined {
		let element = this.#fragment;
		for (let depth = 0; depth < $from.depth; depth++) {
			const child: unknown = element.get($from.index(depth));
			if (!(child instanceof Y.XmlElement)) return undefined;
			element = child;
		}
		return element;
	}
}
