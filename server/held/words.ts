import * as Y from 'yjs';
import { isLight } from '../sync/outline.ts';

const MOST = 4_000; // characters
const MOST_STRUCTS = 10_000; // that are decoded for their words

/** The words in an update, as far as they can be told without its document; none of one that costs much to read. */
export function wordsIn(update: Uint8Array): string {
	if (!isLight(update, MOST_STRUCTS)) return '';
	const words: string[] = [];
	let length = 0;
	for (const struct of Y.decodeUpdate(update).structs) {
		if (!(struct instanceof Y.Item) || length > MOST) continue;
		const { content } = struct;
		if (content instanceof Y.ContentString) length += words.push(content.str) && content.str.length;
		else if (content instanceof Y.ContentType) words.push('\n');
	}
	return words.join('').replace(/\s+/g, ' ').trim().slice(0, MOST);
}
