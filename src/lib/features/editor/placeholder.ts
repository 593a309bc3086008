import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Says in an empty text what is written there. */
export const Placeholder = Extension.create<{ words: string }>({
	name: 'placeholder',
	addOptions: () => ({ words: '' }),
	addProseMirrorPlugins() {
		const attributes = { class: 'is-editor-empty', 'data-placeholder': this.options.words };
		return [
			new Plugin({
				props: {
					decorations({ doc }) {
						const [line] = doc.children;
						const isEmpty = doc.childCount === 1 && line?.attrs.kind === 'paragraph';
						if (!isEmpty || line.content.size > 0) return null;
						return DecorationSet.create(doc, [Decoration.node(0, line.nodeSize, attributes)]);
					}
				}
			})
		];
	}
});
