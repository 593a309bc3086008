/** Copies of bytes in memory that threads share, so that what is asked about often is copied once, not with each call. */
export class SharedCopies {
	readonly #copies = new WeakMap<Uint8Array, Uint8Array>();

	/** The copy of these bytes, which must not change; it is freed with them. */
	of(bytes: Uint8Array): Uint8Array {
		const known = this.#copies.get(bytes);
		if (known) return known;
		const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
		copy.set(bytes);
		this.#copies.set(bytes, copy);
		return copy;
	}
}
