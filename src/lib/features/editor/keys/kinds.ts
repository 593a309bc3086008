import type { Command } from '@tiptap/pm/state';
import { isListed, type WordsKind } from '#shared/text/kind.ts';
import { attributesOf, selectedLines, setLineAt } from '../lines/lines.ts';

/** Makes the selected lines a kind, or paragraphs where all are of it. Only keys of their heads change. */
export function toggleKind(kind: WordsKind): Command {
	return (state, dispatch) => {
		const lines = selectedLines(state);
		if (lines.length === 0) return false;
		const isOn = lines.every(({ node }) => node.attrs.kind === kind);
		const next = isOn ? 'paragraph' : kind;
		const tr = state.tr;
		for (const line of lines) {
			const level = isListed(next) ? (attributesOf(line.node)?.level ?? 0) : 0;
			setLineAt(tr, line, { kind: next, level, start: 0, checked: false });
		}
		dispatch?.(tr.scrollIntoView());
		return true;
	};
}

/** Ticks the selected lines of a checklist, or takes the ticks away where all have one. */
export const toggleChecked: Command = (state, dispatch) => {
	const lines = selectedLines(state).filter(({ node }) => node.attrs.kind === 'task');
	if (lines.length === 0) return false;
	const checked = !lines.every(({ node }) => node.attrs.checked === true);
	const tr = state.tr;
	for (const line of lines) setLineAt(tr, line, { checked });
	dispatch?.(tr);
	return true;
};
