import type * as Y from 'yjs';
import { idOfKey, REGISTER_ROOTS } from '../records/records.ts';
import { readHead } from '../text/head.ts';
import type { LineId, RecordId } from '../text/line-id.ts';
import { headsOf, indexOfHead, lettersBehind } from '../text/place.ts';

/**
 * Deletes lines, with all copies and letters, and records from an older state of a document, which nobody writes in.
 * False when it has none of them.
 */
export function forgetLines(
	doc: Y.Doc,
	root: string,
	lines: readonly LineId[],
	records: readonly RecordId[]
): boolean {
	const text = doc.getText(root);
	const isGone = new Set<unknown>(lines);
	const heads = headsOf(text).filter((head) => isGone.has(readHead(head).id));
	const keys = REGISTER_ROOTS.flatMap((register) => keysOf(doc.getMap(register), new Set(records)));
	doc.transact(() => {
		for (const head of heads) text.delete(indexOfHead(head), lettersBehind(text, head).length + 1);
		for (const [map, key] of keys) map.delete(key);
	});
	return heads.length > 0 || keys.length > 0;
}

function keysOf(map: Y.Map<unknown>, records: ReadonlySet<string>): [Y.Map<unknown>, string][] {
	return [...map.keys()].flatMap((key) => (records.has(idOfKey(key)) ? [[map, key]] : []));
}
