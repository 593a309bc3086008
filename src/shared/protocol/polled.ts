/**
 * How documents travel where WebSockets are blocked: over one socket.io connection of a page, by long polling. Each
 * document is a namespace of it, named as the address of its WebSocket would be. Both sides send `frames`: the bytes of a
 * WebSocket's frames, one after another, each behind its length, cut wherever it suits. The server says `closed` before
 * it disconnects.
 */
export const POLLED_PATH = '/polled';

/** What the server says to somebody whose login has ended, instead of letting them connect. */
export const POLLED_SIGNED_OUT = 'signed-out';

/** Bytes in one `frames`; a larger frame is cut. */
export const MOST_IN_PART = 128 * 1024;

/** Bytes of one request, which holds several parts in base64. */
export const MOST_IN_REQUEST = 1024 * 1024;

/** Characters of a namespace: an address with its query. */
export const LONGEST_NAMESPACE = 300;

const HEAD = 4; // bytes of the length

/** Puts frames one after another. */
export function packFrames(frames: readonly Uint8Array[]): Uint8Array {
	const packed = new Uint8Array(frames.reduce((sum, { length }) => sum + HEAD + length, 0));
	const view = new DataView(packed.buffer);
	let at = 0;
	for (const frame of frames) {
		view.setUint32(at, frame.length);
		packed.set(frame, at + HEAD);
		at += HEAD + frame.length;
	}
	return packed;
}

/** Reads frames from parts that may end within one. */
export class FrameReader {
	readonly #most: number;
	#parts: Uint8Array[] = [];
	#have = 0;
	/** Bytes without which there is nothing to be read. */
	#wanted = HEAD;

	/** `most`: the bytes that a frame may have. */
	constructor(most: number) {
		this.#most = most;
	}

	/** The frames that are whole with this part; undefined when one is announced that is too large, before it is here. */
	read(part: Uint8Array): Uint8Array[] | undefined {
		if (part.length > 0) this.#parts.push(part);
		this.#have += part.length;
		return this.#have < this.#wanted ? [] : this.#take();
	}

	#take(): Uint8Array[] | undefined {
		const bytes = joined(this.#parts, this.#have);
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		const frames: Uint8Array[] = [];
		let at = 0;
		let end = HEAD;
		while (bytes.length - at >= HEAD) {
			const length = view.getUint32(at);
			if (length > this.#most) return undefined;
			end = at + HEAD + length;
			if (end > bytes.length) break;
			frames.push(bytes.slice(at + HEAD, end));
			at = end;
			end += HEAD;
		}
		this.#keep(bytes.subarray(at), end - at);
		return frames;
	}

	#keep(rest: Uint8Array, wanted: number): void {
		this.#parts = rest.length > 0 ? [rest] : [];
		this.#have = rest.length;
		this.#wanted = wanted;
	}
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
	const [only] = parts;
	if (only && parts.length === 1) return only;
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
