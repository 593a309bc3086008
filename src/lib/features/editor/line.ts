import type { Editor } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import * as Y from 'yjs';

const LINES = ['paragraph', 'openPoint'];

/** The text of the line that is written in; undefined in a heading and in a table, and when several are selected. */
export function writtenLine({ selection: { $from, $to } }: EditorState): string | undefined {
	const inTable = Array.from({ length: $from.depth }, (_, depth) => $from.node(depth)).some(
		({ type }) => type.name === 'table'
	);
	const isLine = $from.sameParent($to) && LINES.includes($from.parent.type.name);
	return isLine && !inTable ? $from.parent.textContent : undefined;
}

/** The text of the line with the cursor; undefined while something is selected. */
export function lineAtCursor({ state }: Editor): string | undefined {
	return state.selection.empty ? writtenLine(state) : undefined;
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
