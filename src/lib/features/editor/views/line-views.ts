import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view';
import { isInList } from '../lines/lines.ts';
import type { DrawnLists } from '../lists/drawn-lists.ts';
import { ListView } from '../lists/list-view.ts';
import { cardView, type RecordComponents } from './card-view.ts';
import { leftoverView, strayView, type LostWordsOptions } from './lost-words-view.ts';
import { pictureView } from './picture-view.ts';
import { mounted } from './mounted.ts';
import UnknownLine from './UnknownLine.svelte';

interface ViewOptions extends Omit<LostWordsOptions, 'editor'> {
	readonly records: RecordComponents | undefined;
}

/** How lines are drawn that are more than words: of lists, cards, and those that nobody has settled. */
export const LineViews = Extension.create<ViewOptions>({
	name: 'lineViews',
	addOptions: () => ({ records: undefined, context: new Map(), nameOf: () => undefined }),
	addProseMirrorPlugins() {
		const { records, context, nameOf } = this.options;
		const lost = { editor: this.editor, context, nameOf };
		return [
			new Plugin({
				props: {
					nodeViews: {
						line: lineView(strayView(lost), this.editor.storage.listPlaces.drawn),
						leftover: leftoverView(lost),
						unknown: unknownView(context),
						picture: pictureView(context),
						...(records && { card: cardView(records, context) })
					}
				}
			})
		];
	}
});

/** Ordinary words are drawn by the schema alone: a view of each would cost time on every key. */
function lineView(stray: NodeViewConstructor, drawn: DrawnLists): NodeViewConstructor {
	return (node, view, getPos, decorations, inner) => {
		if (node.attrs.stray !== '') return stray(node, view, getPos, decorations, inner);
		if (isInList(node)) return new ListView(node, view, getPos, drawn);
		return undefined as unknown as NodeView; // ProseMirror takes the schema's then
	};
}

function unknownView(context: Map<unknown, unknown>): NodeViewConstructor {
	return ({ type, attrs }) => {
		const dom = document.createElement('div');
		dom.className = 'unknown-line';
		dom.contentEditable = 'false';
		const words = String(attrs.words);
		return {
			dom,
			ignoreMutation: () => true,
			update: (next) => next.type === type && next.attrs.words === words,
			destroy: mounted(UnknownLine, dom, { words }, context)
		};
	};
}
