import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection, type Selection } from '@tiptap/pm/state';
import type { Goal } from '#lib/room/goal.svelte.ts';
import { mark } from '#lib/room/mark.ts';
import { anchorBehind } from '#lib/text/anchors.ts';

/** Selects what somebody went to, and scrolls there. What is gone meanwhile is not looked for. */
export function goTo(editor: Editor, goal: Goal): void {
	const selection = selectionOf(editor, goal);
	if (!selection) return;
	editor.view.dispatch(editor.state.tr.setSelection(selection));
	editor.commands.focus(null, { scrollIntoView: false });
	const element = elementAt(editor, selection.from, selection instanceof TextSelection);
	element?.scrollIntoView(MIDDLE);
	if (element && !goal.letters) mark(element);
}

const MIDDLE = { block: 'center', inline: 'nearest' } as const;

function selectionOf(editor: Editor, { head, letters }: Goal): Selection | undefined {
	const { doc } = editor.state;
	if (!letters) return lineOf(editor, head?.get('id'));
	const { binding } = editor.storage.textSync;
	const [from, to] = [letters.from, letters.to].map((offset) => {
		const anchor = anchorBehind(letters.head, letters.text, offset);
		return anchor && binding?.positionOf(anchor);
	});
	if (from === undefined || to === undefined) return undefined;
	return TextSelection.create(doc, from, to);
}

function lineOf({ state: { doc } }: Editor, id: unknown): Selection | undefined {
	let found: Selection | undefined;
	doc.forEach((node, position) => {
		if (node.attrs.id !== id || found) return;
		found = node.isAtom
			? NodeSelection.create(doc, position)
			: TextSelection.near(doc.resolve(position + 1));
	});
	return found;
}

/** Scrolls a place of the text into the middle. */
export function scrollTo(editor: Editor, position: number, isInLine: boolean): void {
	elementAt(editor, position, isInLine)?.scrollIntoView(MIDDLE);
}

function elementAt({ view }: Editor, position: number, isInLine: boolean) {
	const node = isInLine ? view.domAtPos(position).node : view.nodeDOM(position);
	return node instanceof Element ? node : node?.parentElement;
}
