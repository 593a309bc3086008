import type * as Y from 'yjs';
import type { RichNode } from '#shared/editor/rich-text.ts';
import { newId } from '#shared/ids.ts';
import { appendLines, type MakeId } from '#shared/text/append.ts';
import { flatten } from '#shared/text/flatten.ts';

/** Writes rich text at the end of a text. */
export function fill(text: Y.Text, ...content: RichNode[]): void {
	appendLines(text, flatten({ type: 'doc', content }), newId as unknown as MakeId);
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
export const action = (id: string): RichNode => ({ type: 'actionBlock', attrs: { id } });
