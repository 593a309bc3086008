import * as Y from 'yjs';
import type { LineId } from '../text/line-id.ts';
import { indexOfItem } from '../text/place.ts';
import { headIn } from '../text/segment.ts';
import { insertLine } from '../text/write.ts';
import type { Ref } from './withheld.ts';

/** Puts a paragraph behind what was left in the place of lines that went into an annex; false when that is gone. */
export function putBehind(
	doc: Y.Doc,
	root: string,
	{ client, clock }: Ref,
	{ id, words }: { readonly id: LineId; readonly words: string }
): boolean {
	const text = doc.getText(root);
	if (clock >= Y.getState(doc.store, client)) return false;
	const marker: Y.Item | Y.GC = Y.getItem(doc.store, Y.createID(client, clock));
	if (!(marker instanceof Y.Item) || marker.deleted || marker.parent !== text) return false;
	const next = nextHead(marker);
	const at = next ? indexOfItem(next) : text.length;
	insertLine(text, at, { id, kind: 'paragraph' }, [{ text: words, marks: [] }]);
	return true;
}

function nextHead(from: Y.Item): Y.Item | undefined {
	for (let item = from.right; item; item = item.right)
		if (!item.deleted && headIn(item)) return item;
	return undefined;
}
