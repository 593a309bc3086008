import * as decoding from 'lib0/decoding';

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;
const KIND = 0x1f;

/** Kinds of structs, as Yjs 13 writes them (update format 1). */
const STRUCT = {
	...{ gc: 0, deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8 },
	...{ document: 9, skip: 10 }
} as const;

/** Kinds of types that have a name: elements and hooks. */
const NAMED_TYPES: readonly number[] = [3, 5];

/** Bytes of values of fixed length, by their kind in lib0. */
const FIXED: ReadonlyMap<number, number> = new Map([
	[127, 0],
	[126, 0],
	[124, 4],
	[123, 8],
	[122, 8],
	[121, 0],
	[120, 0]
]);
const VALUE = { integer: 125, string: 119, object: 118, array: 117, bytes: 116 } as const;

/**
 * True when an update consists of more structs and values than so many: decoding it would hold up everybody else, however
 * few bytes it has. Reads over the bytes without making anything of them; what cannot be read counts as too heavy.
 */
export function isTooHeavy(update: Uint8Array, most: number): boolean {
	try {
		return !new Scale(update, most).takesAll();
	} catch {
		return true; // lib0 throws on lengths that run past the end
	}
}

const LIGHT = 65_536; // bytes that are decoded in no time, whatever they hold

/** True when an update may be decoded on the event loop: it is short, or holds no more than so many structs and values. */
export function isLight(update: Uint8Array, most: number): boolean {
	return update.length <= LIGHT || !isTooHeavy(update, most);
}

class Scale {
	readonly #decoder: decoding.Decoder;
	#left: number;

	constructor(update: Uint8Array, most: number) {
		this.#decoder = decoding.createDecoder(update);
		this.#left = most;
	}

	takesAll(): boolean {
		for (let clients = this.#number(); clients > 0; clients--) {
			let structs = this.#number();
			this.#skipId();
			for (; structs > 0; structs--) {
				if (--this.#left < 0) return false;
				this.#skipStruct();
			}
		}
		return this.#left >= 0;
	}

	#skipStruct(): void {
		const info = decoding.readUint8(this.#decoder);
		const kind = info & KIND;
		if (kind !== STRUCT.gc && kind !== STRUCT.skip) this.#skipPlace(info);
		switch (kind) {
			case STRUCT.gc:
			case STRUCT.skip:
			case STRUCT.deleted:
				return void this.#number();
			case STRUCT.json:
				return this.#each(() => this.#skipBytes());
			case STRUCT.any:
				return this.#each(() => this.#skipValues());
			case STRUCT.format:
				this.#skipBytes();
				return this.#skipBytes();
			case STRUCT.type:
				return NAMED_TYPES.includes(this.#number()) ? this.#skipBytes() : undefined;
			case STRUCT.document:
				this.#skipBytes();
				return this.#skipValues();
			default:
				return this.#skipBytes();
		}
	}

	#skipPlace(info: number): void {
		if (info & HAS_ORIGIN) this.#skipId();
		if (info & HAS_RIGHT_ORIGIN) this.#skipId();
		if (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) return;
		if (this.#number() === 1) this.#skipBytes();
		else this.#skipId();
		if (info & HAS_KEY) this.#skipBytes();
	}

	/** Skips a value and everything in it, without recursion. */
	#skipValues(): void {
		for (let open = 1; open > 0 && this.#left >= 0; open--, this.#left--) {
			const kind = decoding.readUint8(this.#decoder);
			const fixed = FIXED.get(kind);
			if (fixed !== undefined) this.#skip(fixed);
			else if (kind === VALUE.integer) decoding.readVarInt(this.#decoder);
			else if (kind === VALUE.array) open += this.#number();
			else if (kind === VALUE.object) this.#skipObject();
			else this.#skipBytes();
		}
	}

	#skipObject(): void {
		this.#each(() => {
			this.#skipBytes();
			this.#skipValues();
		});
	}

	#each(skip: () => void): void {
		for (let count = this.#number(); count > 0 && this.#left >= 0; count--) {
			this.#left -= 1;
			skip();
		}
	}

	#skipId(): void {
		this.#number();
		this.#number();
	}

	#skipBytes(): void {
		this.#skip(this.#number());
	}

	#skip(bytes: number): void {
		this.#decoder.pos += bytes;
		if (this.#decoder.pos > this.#decoder.arr.length) throw new RangeError('past the end');
	}

	#number(): number {
		return decoding.readVarUint(this.#decoder);
	}
}
