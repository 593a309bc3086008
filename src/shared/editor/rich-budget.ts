/** How much of one rich text is read; what is beyond is left out, and the text says so at its end. */
export interface RichLimits {
	/** Levels of nodes; what is nested deeper is read as plain words. */
	readonly depth: number;
	readonly nodes: number;
	readonly characters: number;
}

/** A text of 2,000 pages stays below; what the editor makes nests up to ten levels. */
export const RICH_LIMITS: RichLimits = { depth: 32, nodes: 200_000, characters: 8_000_000 };

/** Counts what is read of one text. */
export class RichBudget {
	readonly #limits: RichLimits;
	#nodes = 0;
	#characters = 0;
	/** True once something was left out. */
	isOver = false;

	constructor(limits: RichLimits) {
		this.#limits = limits;
	}

	isTooDeep(depth: number): boolean {
		return depth > this.#limits.depth;
	}

	/** False when the node is one too many. */
	takeNode(): boolean {
		this.#nodes += 1;
		this.isOver ||= this.#nodes > this.#limits.nodes;
		return !this.isOver;
	}

	/** As much of the words as may still be read. */
	takeWords(words: string): string {
		const left = this.#limits.characters - this.#characters;
		this.#characters += words.length;
		if (words.length <= left) return words;
		this.isOver = true;
		return words.slice(0, Math.max(0, left)).replace(/[\uD800-\uDBFF]$/, ''); // never half a character
	}
}
