import { getSchema, type Extensions } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { SAFE_LINK } from '#shared/editor/rich-text.ts';
import { textNodes } from './nodes.ts';

/** Marks and inline things of a text, without the blocks of the starter kit, which lines replace. */
export const textExtensions: Extensions = [
	StarterKit.configure({
		undoRedo: false,
		trailingNode: false,
		dropcursor: false,
		gapcursor: false,
		paragraph: false,
		heading: false,
		blockquote: false,
		bulletList: false,
		orderedList: false,
		listItem: false,
		listKeymap: false,
		codeBlock: false,
		horizontalRule: false,
		link: {
			openOnClick: false,
			// What is typed behind a link is no part of it. Which words become a link is said in `addresses.ts`.
			autolink: false,
			linkOnPaste: false,
			shouldAutoLink: () => false,
			isAllowedUri: (uri) => SAFE_LINK.test(uri),
			HTMLAttributes: { rel: 'noopener noreferrer', target: '_blank' }
		}
	}),
	...textNodes
];

/** The ProseMirror schema of a text, for use without an editor. */
export function textSchema() {
	return getSchema(textExtensions);
}
