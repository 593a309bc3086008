import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { attributesOf } from './lines/lines.ts';

/** The words of the line that is typed; undefined in a heading or table, and if several lines are selected. */
export function writtenLine({ selection: { $from, $to } }: EditorState): string | undefined {
	const line = attributesOf($from.parent);
	const isLine = $from.depth === 1 && $from.sameParent($to) && line?.stray === '';
	return isLine && !line.kind.startsWith('heading') ? $from.parent.textContent : undefined;
}

/** The text of the line with the cursor; undefined if there is a selection. */
export function lineAtCursor({ state }: Editor): string | undefined {
	return state.selection.empty ? writtenLine(state) : undefined;
}

/** The words of the line in a table's cell, where no sign is read; undefined elsewhere. */
export function cellLineAtCursor({ state: { selection } }: Editor): string | undefined {
	const { $from, empty } = selection;
	const isIn = empty && $from.depth > 1 && attributesOf($from.parent);
	return isIn ? $from.parent.textContent : undefined;
}

/** Lines kept as text although they start with a sign. They are known by their ids, whatever others type above them. */
export class KeptLines {
	readonly #kept = new Set<string>();

	has({ state }: Editor): boolean {
		return this.#kept.has(idIn(state));
	}

	/** Toggles whether the current line is kept as text. */
	toggle({ state }: Editor): void {
		const id = idIn(state);
		if (id !== '' && !this.#kept.delete(id)) this.#kept.add(id);
	}

	/** A line that was emptied begins anew. */
	forgetEmptied({ state }: Editor): void {
		if (state.selection.$from.parent.content.size === 0) this.#kept.delete(idIn(state));
	}

	keep(id: string): void {
		if (id !== '') this.#kept.add(id);
	}
}

const idIn = ({ selection }: EditorState) => attributesOf(selection.$from.parent)?.id ?? '';
