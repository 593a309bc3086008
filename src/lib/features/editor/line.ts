import type { Editor } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import * as Y from 'yjs';

const LINES = ['paragraph', 'openPoint'];

/** The text of the current line; undefined in a heading or table, and if several lines are selected. */
export function writtenLine({ selection: { $from, $to } }: EditorState): string | undefined {
	const inTable = Array.from({ length: $from.depth }, (_, depth) => $from.node(depth)).some(
		({ type }) => type.name === 'table'
	);
	const isLine = $from.sameParent($to) && LINES.includes($from.parent.type.name);
	return isLine && !inTable ? $from.parent.textContent : undefined;
}

/** The text of the line with the cursor; undefined if there is a selection. */
export function lineAtCursor({ state }: Editor): string | undefined {
	return state.selection.empty ? writtenLine(state) : undefined;
}

/**
 * Lines kept as text although they start with a sign. Remembers the shared element rather than a position, which shifts
 * with others' typing.
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

	/** Toggles whether the current line is kept as text. */
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
