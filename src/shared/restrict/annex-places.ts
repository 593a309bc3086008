import * as Y from 'yjs';
import type { DocumentId } from '../ids.ts';
import type { Head } from '../text/head.ts';
import type { Places } from '../text/read.ts';
import { headIn } from '../text/segment.ts';
import type { Ref } from './withheld.ts';

/** Where in a document lines went into an annex. */
export interface AnnexPlace {
	/** The text in which they stood. */
	readonly root: string;
	readonly marker: Ref;
	readonly annex: DocumentId;
}

/** The places of a text that is read, by the heads behind which they are. */
export function placesIn(text: Y.Text, root: string, all: readonly AnnexPlace[]): Places {
	const places = new Map<Head | undefined, DocumentId[]>();
	for (const one of all) {
		const head = one.root === root && headBefore(text, one.marker);
		if (head !== false) places.set(head, [...(places.get(head) ?? []), one.annex]);
	}
	return places;
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
