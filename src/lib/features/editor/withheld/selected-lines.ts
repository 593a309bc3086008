import type { Editor } from '@tiptap/core';
import type { LineId } from '#shared/text/line-id.ts';

/** The lines, cards and tables that the selection touches; undefined when one of them has no id yet. */
export function selectedLines({ state }: Editor): [LineId, ...LineId[]] | undefined {
	const { $from, $to } = state.selection;
	const nodes = state.doc.children.slice($from.index(0), $to.index(0) + 1);
	const [first, ...others] = nodes.map(({ attrs }) => attrs.id as LineId | '');
	const isWhole = (id: LineId | ''): id is LineId => id !== '';
	return first && others.every(isWhole) ? [first, ...others.filter(isWhole)] : undefined;
}
