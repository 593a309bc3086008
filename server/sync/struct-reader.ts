import type { Skim } from './skim.ts';

const HAS_LEFT = 0x80;
const HAS_RIGHT = 0x40;
const HAS_KEY = 0x20;
const KIND = 0x1f;
const SKIP = 10; // the whole byte, not only the kind in it

/** Kinds of items, as Yjs 13 writes them (update format 1). */
const ITEM = {
	...{ deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8 }
} as const;

/** Kinds of types: how many there are, and those that have a name, elements and hooks. */
const TYPES = 7;
const NAMED_TYPES: readonly number[] = [3, 5];

/** The client of a reference that is not there. */
export const NOBODY = -1;

/**
 * Reads the structs of an update one after the other, without their content: what it says is always of the latest. Throws
 * at what would end every client that decodes it, and at subdocuments, which none of ours makes.
 */
export class StructReader {
	readonly #skim: Skim;
	length = 0;
	isSkip = false;
	leftClient = NOBODY;
	leftClock = NOBODY;
	rightClient = NOBODY;
	rightClock = NOBODY;
	parentClient = NOBODY;
	parentClock = NOBODY;
	/** The name of the root type that it is in, in UTF-8; undefined when it does not say. */
	root: Uint8Array | undefined;

	constructor(skim: Skim) {
		this.#skim = skim;
	}

	/** Reads the next struct. */
	next(): void {
		const info = this.#skim.byte();
		const isItem = (info & KIND) !== 0 && info !== SKIP;
		this.isSkip = info === SKIP;
		this.#place(isItem, info);
		this.length = isItem ? this.#content(info & KIND) : this.#skim.number();
		if (this.length <= 0) throw new RangeError('a struct without length');
	}

	#place(isItem: boolean, info: number): void {
		const hasLeft = isItem && (info & HAS_LEFT) !== 0;
		this.leftClient = hasLeft ? this.#skim.number() : NOBODY;
		this.leftClock = hasLeft ? this.#skim.number() : NOBODY;
		const hasRight = isItem && (info & HAS_RIGHT) !== 0;
		this.rightClient = hasRight ? this.#skim.number() : NOBODY;
		this.rightClock = hasRight ? this.#skim.number() : NOBODY;
		this.#parent(isItem && !hasLeft && !hasRight, (info & HAS_KEY) !== 0);
	}

	#parent(isNamed: boolean, hasKey: boolean): void {
		const isRoot = isNamed && this.#skim.number() === 1;
		this.root = isRoot ? this.#skim.bytes() : undefined;
		const hasParent = isNamed && !isRoot;
		this.parentClient = hasParent ? this.#skim.number() : NOBODY;
		this.parentClock = hasParent ? this.#skim.number() : NOBODY;
		if (isNamed && hasKey) this.#skim.text();
	}

	/** Skips what an item holds; its length. */
	#content(kind: number): number {
		switch (kind) {
			case ITEM.deleted:
				return this.#skim.number();
			case ITEM.string:
				return this.#skim.text();
			case ITEM.json:
				return this.#each(() => this.#skim.jsonOrNothing());
			case ITEM.any:
				return this.#each(() => this.#skim.value());
			default:
				this.#single(kind);
				return 1;
		}
	}

	#single(kind: number): void {
		if (kind === ITEM.binary) this.#skim.bytes();
		else if (kind === ITEM.embed) this.#skim.json();
		else if (kind === ITEM.format) {
			this.#skim.text();
			this.#skim.json();
		} else if (kind === ITEM.type) this.#type();
		else throw new RangeError('no kind of content');
	}

	#type(): void {
		const type = this.#skim.number();
		if (type >= TYPES) throw new RangeError('no kind of type');
		if (NAMED_TYPES.includes(type)) this.#skim.text();
	}

	#each(skip: () => void): number {
		const count = this.#skim.count();
		for (let left = count; left > 0; left--) skip();
		return count;
	}
}
