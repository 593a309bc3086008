import type * as Y from 'yjs';
import type { Change } from './change.ts';
import { anchorsOf, FRONT, indexBehind, isThere, type Anchor } from './places.ts';

/**
 * The letters of a field when an input method began to compose in it. The field goes on with them while others write;
 * what was composed is written among them when it ends, and what others wrote meanwhile stays.
 */
export class Composed {
	readonly #text: Y.Text;
	readonly #letters: readonly Anchor[];

	constructor(text: Y.Text) {
		this.#text = text;
		this.#letters = anchorsOf(text);
	}

	/** Writes a change of the letters as they were; returns the index behind it. */
	write({ at, removed, inserted }: Change): number {
		const text = this.#text;
		for (const letter of this.#letters.slice(at, at + removed).reverse())
			if (isThere(text, letter)) text.delete(this.#behind(letter) - 1, 1);
		const index = this.#behind(this.#letters[at - 1] ?? FRONT);
		if (inserted) text.insert(index, inserted);
		return index + inserted.length;
	}

	#behind(letter: Anchor): number {
		return indexBehind(this.#text, letter) ?? 0;
	}
}
