import type * as Y from 'yjs';
import { textsOf } from '../board/schema.ts';
import type { RecordAt } from '../find/passages.ts';
import { copiesOf, idsIn, REGISTER_ROOTS, wordsOfRecord } from '../records/records.ts';
import type { MakeId } from '../text/append.ts';
import { readHead, type Head } from '../text/head.ts';
import { headsOf } from '../text/place.ts';
import { bringBack } from './bin.ts';

/** An action or a decision that was withdrawn, and what it says. */
export interface WithdrawnRecord extends RecordAt {
	readonly words: string;
}

/** The actions and decisions of a document that were withdrawn. What became something else has no words any longer. */
export function withdrawnIn(doc: Y.Doc): WithdrawnRecord[] {
	return REGISTER_ROOTS.flatMap((root) =>
		idsIn(doc, root).flatMap((id) => {
			const copies = copiesOf(doc, root, id);
			if (copies.some((copy) => copy.get('here') === true)) return [];
			const words = wordsOfRecord(copies);
			return words.trim() === '' ? [] : [{ root, id, words }];
		})
	);
}

/** Brings a withdrawn record back, and its card where that was removed. In the caller's transaction. */
export function bringRecordBack(doc: Y.Doc, { root, id }: RecordAt, newId: MakeId): void {
	for (const copy of copiesOf(doc, root, id)) copy.set('here', true);
	const cards = textsOf(doc).flatMap((text) =>
		headsOf(text)
			.filter((head) => isCardOf(head, id))
			.map((head) => ({ text, head }))
	);
	if (cards.some(({ head }) => readHead(head).isHere)) return;
	const last = cards.sort((a, b) => readHead(b.head).rank - readHead(a.head).rank)[0];
	if (last) bringBack(last.text, last.head, newId);
}

function isCardOf(head: Head, id: string): boolean {
	const { kind } = readHead(head);
	return kind.is === 'card' && kind.record === id && head.get('left') !== true;
}
