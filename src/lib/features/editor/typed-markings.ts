import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { LineId } from '#shared/text/line-id.ts';
import { readTypedMarking, type TypedMarking } from '#shared/restrict/typed-marking.ts';
import { writtenLine } from './line.ts';
import { attributesOf } from './lines/lines.ts';

export interface TypedMarkingOptions {
	/** Restricts a line for which a marking was typed before its words. */
	readonly onMarked: ((line: LineId, marking: TypedMarking) => void) | undefined;
}

/** Acts at the closing bracket of a marking that begins a line, which is taken out again. */
export const TypedMarkings = Extension.create<TypedMarkingOptions>({
	name: 'typedMarkings',
	addOptions: () => ({ onMarked: undefined }),
	addProseMirrorPlugins() {
		const { onMarked } = this.options;
		if (!onMarked) return [];
		return [
			new Plugin({
				props: {
					handleTextInput({ state, dispatch }, from, to, text) {
						const { $from } = state.selection;
						const isAtEnd = from === to && from === $from.end();
						if (text !== ')' || !isAtEnd) return false;
						const marking = readTypedMarking(writtenLine(state) ?? '');
						const id = attributesOf($from.parent)?.id;
						if (!marking || !id) return false;
						dispatch(state.tr.delete($from.start(), from));
						onMarked(id as LineId, marking);
						return true;
					}
				}
			})
		];
	}
});
