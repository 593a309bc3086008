import * as Y from 'yjs';

const MOST = 4_000; // characters

/** The words in an update, as far as they can be told without its document. */
export function wordsIn(update: Uint8Array): string {
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
