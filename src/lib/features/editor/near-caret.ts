import { Extension } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const NEAR = { class: 'near-caret' };

/**
 * Marks the line of the caret and those beside it, in a text whose other lines the browser may leave out of layout when
 * they are out of sight (`prose.css`). It leaves out every new one until its next frame; typed into such a line, a letter
 * lands behind the caret. So the mark comes in the same update as the line.
 */
export const NearCaret = Extension.create({
	name: 'nearCaret',
	addProseMirrorPlugins: () => [
		new Plugin({ props: { decorations: marked, attributes: { class: 'lines' } } })
	]
});

function marked({ doc, selection: { $anchor, $head } }: EditorState): DecorationSet {
	const lines = new Set([$anchor, $head].map(($end) => $end.index(0)));
	const near = new Set([...lines].flatMap((line) => [line - 1, line, line + 1]));
	const marks = [...near].flatMap((line) => {
		const node = doc.maybeChild(line);
		const from = node ? $head.posAtIndex(line, 0) : 0;
		return node ? [Decoration.node(from, from + node.nodeSize, NEAR)] : [];
	});
	return DecorationSet.create(doc, marks);
}
