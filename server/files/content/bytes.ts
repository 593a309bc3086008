/** Reads numbers out of bytes from outside. What lies beyond the end is 0, and never throws. */
export class Bytes {
	readonly all: Uint8Array;
	readonly #view: DataView;

	constructor(all: Uint8Array) {
		this.all = all;
		this.#view = new DataView(all.buffer, all.byteOffset, all.byteLength);
	}

	get length(): number {
		return this.all.length;
	}

	/** One byte. */
	at(place: number): number {
		return this.all[place] ?? 0;
	}

	/** Two bytes; the higher first unless told otherwise. */
	two(place: number, littleEnd = false): number {
		return this.#has(place, 2) ? this.#view.getUint16(place, littleEnd) : 0;
	}

	/** Three bytes, the lower first. */
	threeLittle(place: number): number {
		return this.at(place) | (this.at(place + 1) << 8) | (this.at(place + 2) << 16);
	}

	/** Four bytes; the higher first unless told otherwise. */
	four(place: number, littleEnd = false): number {
		return this.#has(place, 4) ? this.#view.getUint32(place, littleEnd) : 0;
	}

	/** Bytes as letters, one each. */
	word(place: number, length: number): string {
		return String.fromCharCode(...this.all.subarray(Math.max(place, 0), place + length));
	}

	/** A part; shorter where the bytes end. */
	part(from: number, to: number): Uint8Array {
		return this.all.subarray(from, Math.max(from, to));
	}

	#has(place: number, length: number): boolean {
		return Number.isInteger(place) && place >= 0 && place + length <= this.all.length;
	}
}

/** Parts, one after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
