import { m } from '#messages/messages.js';
import {
	combineTransactionSteps,
	Extension,
	findChildrenInRange,
	getChangedRanges,
	type NodeWithPos
} from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { controlCode, directionOf, directionParts } from '#shared/direction.ts';

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

/** Their marks or their bar stand where their first line begins; the browser finds that only for the lines. */
const AROUND_LINES = new Set(['bulletList', 'orderedList', 'taskList', 'blockquote']);

/** The marks, anew in what the ranges touch. */
function marked(
	before: DecorationSet,
	doc: Node,
	ranges: readonly { from: number; to: number }[]
): DecorationSet {
	const size = doc.content.size;
	return ranges.reduce((set, { from, to }) => {
		const around = { from: Math.max(0, from - 1), to: Math.min(size, to + 1) };
		const touched = findChildrenInRange(
			doc,
			around,
			({ isTextblock, type }) => isTextblock || AROUND_LINES.has(type.name)
		);
		const lines = touched.filter(({ node }) => node.isTextblock);
		// Finds also what is around a line, all of which is touched.
		const stale = lines.flatMap(({ pos, node }) => set.find(pos, pos + node.nodeSize));
		return set.remove(stale).add(doc, touched.flatMap(marksOf));
	}, before);
}

function marksOf({ node, pos }: NodeWithPos): Decoration[] {
	if (node.isTextblock) return marksIn(node, pos + 1);
	const dir = directionOf(node.textBetween(0, node.content.size, '\n'));
	return dir === 'rtl' ? [Decoration.node(pos, pos + node.nodeSize, { dir })] : [];
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
