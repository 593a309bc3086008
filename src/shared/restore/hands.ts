import * as Y from 'yjs';
import type { Head } from '../text/head.ts';
import { headIn } from '../text/segment.ts';

/** What somebody is writing at this moment: everything under a client's number from a clock on. */
export interface Hand {
	readonly client: number;
	readonly clock: number;
}

/** What people are writing at this moment, which a restore leaves as it is. */
export class Hands {
	readonly #from: ReadonlyMap<number, number>;

	constructor(hands: readonly Hand[]) {
		this.#from = new Map(hands.map(({ client, clock }) => [client, clock]));
	}

	/** True for a line that somebody is beginning, or writing letters in. */
	holdLine(text: Y.Text, head: Head | undefined): boolean {
		if (this.#from.size === 0) return false;
		const begun = head?._item;
		if (begun && this.#hasItem(begun)) return true;
		let item = head ? (begun?.right ?? null) : text._start;
		for (; item && !(headIn(item) && !item.deleted); item = item.right)
			if (this.#hasLetters(item)) return true;
		return false;
	}

	/** True for a value with a text in which somebody is writing. */
	hold(value: unknown): boolean {
		if (this.#from.size === 0) return false;
		if (value instanceof Y.Map)
			return [...(value as Y.Map<unknown>).values()].some((one) => this.hold(one));
		if (!(value instanceof Y.Text)) return false;
		for (let item = value._start; item; item = item.right) if (this.#hasLetters(item)) return true;
		return false;
	}

	#hasLetters(item: Y.Item): boolean {
		return !item.deleted && item.content instanceof Y.ContentString && this.#hasItem(item);
	}

	#hasItem({ id, length }: Y.Item): boolean {
		const from = this.#from.get(id.client);
		return from !== undefined && id.clock + length > from;
	}
}

export const NO_HANDS = new Hands([]);
