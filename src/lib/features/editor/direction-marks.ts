import { m } from '#messages/messages.js';
import {
	combineTransactionSteps,
	Extension,
	findChildrenInRange,
	getChangedRanges
} from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { controlCode, directionParts } from '#shared/direction.ts';

const key = new PluginKey<DecorationSet>('directionMarks');

/** Shows each character that would turn the text around it, and keeps it from doing so, as everywhere else. */
export const DirectionMarks = Extension.create({
	name: 'directionMarks',
	addProseMirrorPlugins() {
		return [
			new Plugin<DecorationSet>({
				key,
				state: {
					init: (_, { doc }) =>
						marked(DecorationSet.empty, doc, [{ from: 0, to: doc.content.size }]),
					apply(transaction, before, { doc: old }, { doc }) {
						if (!transaction.docChanged) return before;
						const changes = getChangedRanges(combineTransactionSteps(old, [transaction]));
						const ranges = changes.map(({ newRange }) => newRange);
						return marked(before.map(transaction.mapping, doc), doc, ranges);
					}
				},
				props: { decorations: (state) => key.getState(state) }
			})
		];
	}
});

/** The marks, anew in what the ranges touch. */
function marked(
	before: DecorationSet,
	doc: Node,
	ranges: readonly { from: number; to: number }[]
): DecorationSet {
	const size = doc.content.size;
	return ranges.reduce((set, { from, to }) => {
		const around = { from: Math.max(0, from - 1), to: Math.min(size, to + 1) };
		const lines = findChildrenInRange(doc, around, ({ isTextblock }) => isTextblock);
		const stale = lines.flatMap(({ pos, node }) => set.find(pos, pos + node.nodeSize));
		return set.remove(stale).add(
			doc,
			lines.flatMap(({ node, pos }) => marksIn(node, pos + 1))
		);
	}, before);
}

function marksIn(line: Node, start: number): Decoration[] {
	const marks: Decoration[] = [];
	line.forEach(({ text }, offset) => {
		for (const part of text ? directionParts(text) : [])
			if ('control' in part) marks.push(markAt(start + offset + part.at, part.control));
	});
	return marks;
}

function markAt(at: number, control: string): Decoration {
	const title = m.words_direction_control({ code: controlCode(control) });
	return Decoration.inline(at, at + 1, { class: 'direction-control', title });
}
