const DEEPEST = 64; // values in values; readers in browsers recurse
const LETTERS_PER_VALUE = 16; // of JSON, which counts by its length
const NOT_ASCII = 0x80;
const LEADING = 0xc0; // bytes below it go on with a character
const FOUR_BYTES = 0xf0; // bytes from there on lead a character of four
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const MORE = 0x80; // of a number in groups of seven bits
const MOST_BYTES = 8; // of a safe integer

/** Kinds of values in lib0's encoding, and the bytes of those of fixed length. */
const VALUE = { integer: 125, string: 119, object: 118, array: 117, bytes: 116 } as const;
const FIXED: ReadonlyMap<number, number> = new Map([
	[127, 0],
	[126, 0],
	[124, 4],
	[123, 8],
	[122, 8],
	[121, 0],
	[120, 0]
]);

/** What is read holds more than was allowed. */
export class TooHeavy extends Error {}

/**
 * Reads over encoded bytes without making anything of them, so that it costs about as much as the bytes are long. Throws
 * where a client that decodes them would throw, and {@link TooHeavy} when the budget is used up.
 */
export class Skim {
	readonly #bytes: Uint8Array;
	/** The byte that is read next. */
	at = 0;
	#left: number;

	/** `most` is how many structs, values and ranges may come. */
	constructor(bytes: Uint8Array, most: number) {
		this.#bytes = bytes;
		this.#left = most;
	}

	/** Takes so many things into account. */
	spend(count: number): void {
		this.#left -= count;
		if (this.#left < 0) throw new TooHeavy();
	}

	byte(): number {
		const byte = this.#bytes[this.at++];
		if (byte === undefined) throw new RangeError('past the end');
		return byte;
	}

	number(): number {
		for (let value = 0, unit = 1; ; unit *= MORE) {
			const byte = this.byte();
			value += (byte & (MORE - 1)) * unit;
			if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('too large a number');
			if (byte < MORE) return value;
		}
	}

	/** A number of things that follow, each of at least one byte, all taken into account. */
	count(): number {
		const count = this.number();
		if (count > this.#bytes.length - this.at) throw new RangeError('past the end');
		this.spend(count);
		return count;
	}

	/** Skips bytes with their length, and returns them. */
	bytes(): Uint8Array {
		return this.#bytes.subarray(this.#begin(), this.at);
	}

	/** Skips a text; its length as a string has it. */
	text(): number {
		return this.#lengthFrom(this.#begin());
	}

	/** Skips a value that is written as JSON. */
	json(): void {
		const start = this.#begin();
		this.spend(Math.trunc((this.at - start) / LETTERS_PER_VALUE));
		if (!this.#isWord(start)) JSON.parse(this.#textFrom(start));
	}

	/** The same where a text may also say that there is no value. */
	jsonOrNothing(): void {
		const start = this.at;
		if (this.#textFrom(this.#begin()) === 'undefined') return;
		this.at = start;
		this.json();
	}

	/** Skips a value in lib0's encoding, and what is in it. */
	value(depth = 0): void {
		if (depth > DEEPEST) throw new RangeError('values too deep in values');
		const kind = this.byte();
		const fixed = FIXED.get(kind);
		if (fixed !== undefined) this.#skip(fixed);
		else if (kind === VALUE.integer) this.#integer();
		else if (kind === VALUE.string) this.text();
		else if (kind === VALUE.bytes) this.#begin();
		else if (kind === VALUE.array) for (let n = this.count(); n > 0; n--) this.value(depth + 1);
		else if (kind === VALUE.object) for (let n = this.count(); n > 0; n--) this.#entry(depth);
		else throw new RangeError('no kind of value');
	}

	#entry(depth: number): void {
		this.text();
		this.value(depth + 1);
	}

	/** A number with a sign: its first byte has six bits of it, of which none counts for more than a few bytes allow. */
	#integer(): void {
		for (let bytes = 1; this.byte() >= MORE; bytes++)
			if (bytes === MOST_BYTES) throw new RangeError('too large a number');
	}

	/** Skips bytes with their length; where they start. */
	#begin(): number {
		const length = this.number();
		this.#skip(length);
		return this.at - length;
	}

	#skip(length: number): void {
		if (length > this.#bytes.length - this.at) throw new RangeError('past the end');
		this.at += length;
	}

	/** The length of the text from there to here, in UTF-16. */
	#lengthFrom(start: number): number {
		let length = this.at - start;
		let isAscii = true;
		for (let at = start; at < this.at; at++) {
			const byte = this.#bytes[at] ?? 0;
			if (byte < NOT_ASCII) continue;
			isAscii = false;
			// Of a character of two bytes or three the later ones add nothing; one of four bytes is two units.
			if (byte < LEADING) length -= 1;
			else if (byte >= FOUR_BYTES) length += 1;
		}
		if (!isAscii) this.#textFrom(start); // throws at what is no UTF-8
		return length;
	}

	#textFrom(start: number): string {
		return asText(this.#bytes.subarray(start, this.at));
	}

	/** The values that most formats have, `true` and `null`; parsing those would take most of the time. */
	#isWord(start: number): boolean {
		if (this.at - start !== 4) return false;
		const [first, last] = [this.#bytes[start], this.#bytes[start + 3]];
		const inner = (this.#bytes[start + 1] ?? 0) * 256 + (this.#bytes[start + 2] ?? 0);
		const isTrue = first === 0x74 && inner === 0x7275 && last === 0x65;
		return isTrue || (first === 0x6e && inner === 0x756c && last === 0x6c);
	}
}

/** The text in bytes. Throws at what is no UTF-8, as Yjs does. */
export function asText(bytes: Uint8Array): string {
	return UTF8.decode(bytes);
}
