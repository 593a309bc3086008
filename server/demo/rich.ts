import { getSchema } from '@tiptap/core';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { documentExtensions } from '#shared/editor/schema.ts';
import type { RichNode } from '#shared/editor/rich-text.ts';

const schema = getSchema(documentExtensions);

/** Fills an empty fragment with rich text. Throws when the text does not fit the schema. */
export function fill(fragment: Y.XmlFragment, ...content: RichNode[]): void {
	prosemirrorJSONToYXmlFragment(schema, { type: 'doc', content }, fragment);
}

const text = (words: string, italic = false): RichNode =>
	italic
		? { type: 'text', text: words, marks: [{ type: 'italic' }] }
		: { type: 'text', text: words };

export const p = (words: string): RichNode => ({ type: 'paragraph', content: [text(words)] });
export const note = (words: string): RichNode => ({
	type: 'paragraph',
	content: [text(words, true)]
});
export const h = (words: string): RichNode => ({
	type: 'heading',
	attrs: { level: 2 },
	content: [text(words)]
});
export const quote = (words: string): RichNode => ({ type: 'blockquote', content: [p(words)] });
export const list = (...lines: string[]): RichNode => ({
	type: 'bulletList',
	content: lines.map((line) => ({ type: 'listItem', content: [p(line)] }))
});
export const decision = (id: string): RichNode => ({ type: 'decisionBlock', attrs: { id } });
