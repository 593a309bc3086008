import * as Y from 'yjs';
import { textOf } from '../board/schema.ts';
import { indexOfItem } from '../text/place.ts';
import { placeOf, type Moved, type Ref } from './withheld.ts';

/** Something that was written in lines after they were taken out. */
export interface LatePart extends Ref {
	readonly length: number;
	readonly after: Ref | undefined;
	readonly words: string;
}

/**
 * Puts what came late into an annex, each part where its writer saw it; behind everything where that is not known. Returns
 * where each stands now.
 */
export function putLate(annex: Y.Doc, moved: readonly Moved[], late: readonly LatePart[]): Moved[] {
	const places = [...moved];
	const put: Moved[] = [];
	annex.transact(() => {
		for (const part of late) {
			const { client, clock, length, words } = part;
			const at = (part.after && placeOf(places, part.after)) ?? endOf(annex);
			const to = words === '' && at ? at : insertBehind(annex, at, words);
			const one = { client, clock, length, to, areLetters: words.length === length };
			places.push(one);
			put.push(one);
		}
	});
	return put;
}

/** What stands at the end of an annex; undefined when nothing does. */
function endOf(annex: Y.Doc): Ref | undefined {
	let last: Ref | undefined;
	for (let item = textOf(annex)._start; item; item = item.right)
		last = { client: item.id.client, clock: item.id.clock + item.length - 1 };
	return last;
}

function insertBehind(annex: Y.Doc, at: Ref | undefined, words: string): Ref {
	const { clientID: client } = annex;
	const clock = Y.getState(annex.store, client);
	textOf(annex).insert(at ? indexBehind(annex, at) : 0, words);
	return { client, clock };
}

/** The index behind an item of the text, or behind where it stood. */
function indexBehind(annex: Y.Doc, { client, clock }: Ref): number {
	const item = Y.getItem(annex.store, Y.createID(client, clock));
	if (!(item instanceof Y.Item)) return textOf(annex).length;
	const within = item.deleted || !item.countable ? 0 : clock - item.id.clock + 1;
	return indexOfItem(item) + within;
}
