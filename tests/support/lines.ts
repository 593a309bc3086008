import type * as Y from 'yjs';
import type { RichNode } from '#shared/editor/rich-text.ts';
import { newId } from '#shared/ids.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { readText, wordsOf } from '#shared/text/read.ts';
import { appendLine } from '#shared/text/write.ts';

/** Writes a line at the end of a text. */
export function writeLine(text: Y.Text, words: string, kind = 'paragraph'): void {
	const id = newId() as string as LineId;
	appendLine(text, { id, kind }, words === '' ? [] : [{ text: words, marks: [] }]);
}

/** The words of each line of a text. */
export function linesIn(text: Y.Text): string[] {
	return readText(text).lines.map(wordsOf);
}

/** A tree without which lines it shows. */
export function withoutLines({ line: _, content, ...node }: RichNode): RichNode {
	return { ...node, ...(content && { content: content.map(withoutLines) }) };
}
