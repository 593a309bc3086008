import type { Node } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';
import { attributesOf, isInList, selectedLines, setLineAt, type LineAt } from '../lines/lines.ts';

const MAX_LEVEL = 7;

/** Moves the lines of lists in or out by one level. In its own list a line stands at most one further in than the one above. */
export function changeLevel(by: -1 | 1): Command {
	return (state, dispatch) => {
		const lines = moved(state);
		const [first] = lines;
		if (!first) return false;
		const isStuck = by > 0 ? levelOf(first.node) >= highest(state, first) : lines.every(isOut);
		if (isStuck) return by > 0; // at the edge, only the way out leaves the text
		const tr = state.tr;
		for (const line of lines) {
			const level = Math.min(Math.max(levelOf(line.node) + by, 0), MAX_LEVEL);
			if (level !== levelOf(line.node)) setLineAt(tr, line, { level });
		}
		dispatch?.(tr.scrollIntoView());
		return true;
	};
}

const levelOf = (node: Node) => attributesOf(node)?.level ?? 0;
const isOut = ({ node }: LineAt) => levelOf(node) === 0;

/** What is selected; with a caret alone, the line and those that stand further in below it. */
function moved(state: EditorState): LineAt[] {
	const lines = selectedLines(state).filter(({ node }) => isInList(node));
	const [line] = lines;
	if (!line || !state.selection.empty) return lines;
	const $line = state.doc.resolve(line.position);
	let position = line.position + line.node.nodeSize;
	for (const node of $line.parent.children.slice($line.index() + 1)) {
		if (!isInList(node) || levelOf(node) <= levelOf(line.node)) break;
		lines.push({ node, position });
		position += node.nodeSize;
	}
	return lines;
}

function highest({ doc }: EditorState, { position }: LineAt): number {
	const above = doc.resolve(position).nodeBefore;
	return isInList(above) && above ? Math.min(levelOf(above) + 1, MAX_LEVEL) : 0;
}
