import * as Y from 'yjs';
import type { Head } from '../text/head.ts';
import type { Said } from '../text/read.ts';
import { headIn } from '../text/segment.ts';
import type { Ref } from './withheld.ts';

/** What a paper says where lines went into an annex. */
export interface SaidInPlace {
	/** The text in which they stood. */
	readonly root: string;
	readonly marker: Ref;
	readonly words: string;
}

/** The same by the heads behind which it is said; of a text that is read. */
export function saidIn(text: Y.Text, root: string, all: readonly SaidInPlace[]): Said {
	const said = new Map<Head | undefined, string[]>();
	for (const one of all) {
		const head = one.root === root && headBefore(text, one.marker);
		if (head !== false) said.set(head, [...(said.get(head) ?? []), one.words]);
	}
	return said;
}

/** The head before an item; undefined where there is none, false while the item has not come. */
function headBefore({ doc }: Y.Text, { client, clock }: Ref): Head | undefined | false {
	if (!doc || clock >= Y.getState(doc.store, client)) return false;
	const own: Y.Item | Y.GC = Y.getItem(doc.store, Y.createID(client, clock));
	if (!(own instanceof Y.Item)) return false;
	for (let item = own.left; item; item = item.left) {
		const head = item.deleted ? undefined : headIn(item);
		if (head) return head;
	}
	return undefined;
}
