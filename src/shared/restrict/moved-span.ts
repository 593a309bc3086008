import * as Y from 'yjs';
import { readHead, type Head } from '../text/head.ts';
import { headsOf } from '../text/place.ts';
import { headIn } from '../text/segment.ts';
import type { Moved, Ref } from './withheld.ts';

/** A letter of the annex, or its head. */
interface Place extends Ref {
	readonly length: number;
}

/**
 * All items from a head up to the marker, each with the place in the annex of what it says. What says nothing (deleted
 * letters, formats, what stands in a head) has the place of what stands before it.
 */
export function movedSpan(first: Y.Item, end: Y.Item, annex: Y.Text): Moved[] {
	const span = new Span(headsOf(annex));
	for (let item: Y.Item | null = first; item && item !== end; item = item.right) span.add(item);
	return span.moved;
}

class Span {
	readonly moved: Moved[] = [];
	readonly #heads: Head[];
	#letters: Place[] = [];
	#to: Ref = { client: 0, clock: 0 };

	constructor(heads: readonly Head[]) {
		this.#heads = [...heads];
	}

	add(item: Y.Item): void {
		const head = item.deleted ? undefined : headIn(item);
		if (head) this.#begin(head, item);
		if (item.deleted || !item.countable || head) this.#put(item);
		else this.#putLetters(item);
		for (const inner of itemsWithin(startsIn(item))) this.#put(inner);
	}

	/** A line that was copied: one that is here, or into which somebody wrote after it was removed. */
	#begin(head: Head, item: Y.Item): void {
		const isCopied = readHead(head).isHere || hasLetters(item);
		const copy = isCopied ? this.#heads.shift()?._item : undefined;
		if (!copy) return;
		this.#to = refOf(copy);
		this.#letters = lettersFrom(copy);
	}

	#put({ id: { client, clock }, length }: Y.Item | Y.GC): void {
		this.moved.push({ client, clock, length, to: this.#to, areLetters: false });
	}

	#putLetters({ id: { client, clock }, length }: Y.Item): void {
		for (let done = 0; done < length;) {
			const [letters] = this.#letters;
			const count = Math.min(letters?.length ?? length, length - done);
			if (letters) this.#to = { client: letters.client, clock: letters.clock };
			const at = { client, clock: clock + done, length: count };
			this.moved.push({ ...at, to: this.#to, areLetters: letters !== undefined });
			if (letters) this.#take(letters, count);
			done += count;
		}
	}

	#take({ client, clock, length }: Place, count: number): void {
		this.#to = { client, clock: clock + count - 1 };
		this.#letters.shift();
		if (count < length)
			this.#letters.unshift({ client, clock: clock + count, length: length - count });
	}
}

const refOf = ({ id: { client, clock } }: Y.Item): Ref => ({ client, clock });

function hasLetters(head: Y.Item): boolean {
	return lettersFrom(head).length > 0;
}

/** The letters behind a head. */
function lettersFrom(head: Y.Item): Place[] {
	const letters: Place[] = [];
	for (let item = head.right; item; item = item.right) {
		if (item.deleted) continue;
		if (headIn(item)) break;
		if (item.countable) letters.push({ ...refOf(item), length: item.length });
	}
	return letters;
}

/** The first items of what an item holds: of a text or a list the first, of a map the last of each key. */
function startsIn({ content }: Y.Item): (Y.Item | null | undefined)[] {
	if (!(content instanceof Y.ContentType)) return [];
	const { type } = content;
	return [type._start, ...type._map.values()];
}

/** Items with all that stand beside them and that they hold, deleted ones too. */
export function itemsWithin(starts: readonly (Y.Item | null | undefined)[]): Y.Item[] {
	const found: Y.Item[] = [];
	const left = starts.flatMap((item) => item ?? []);
	for (let start = left.pop(); start; start = left.pop()) {
		// Of a map the last item of a key is known, and earlier ones stand left of it.
		let item: Y.Item | null = start;
		while (item.left) item = item.left;
		for (; item; item = item.right) {
			found.push(item);
			left.push(...startsIn(item).flatMap((one) => one ?? []));
		}
	}
	return found;
}
