import { joined, type Bytes } from './bytes.ts';
import type { Picture } from './picture.ts';

const HEAD = 12; // bytes
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const SAYS_MORE = 0x0c; // flags that say that there are EXIF and XMP

export function isWebp(bytes: Bytes): boolean {
	return bytes.word(0, 4) === 'RIFF' && bytes.word(8, 4) === 'WEBP';
}

/** The picture with its own chunks only; undefined when it is damaged. */
export function cleanWebp(bytes: Bytes): Picture | undefined {
	const stated = 8 + bytes.four(4, true);
	if (stated > bytes.length + 1) return undefined;
	const parts: Uint8Array[] = [];
	let size: Size | undefined;
	for (let at = HEAD; at + 8 <= Math.min(stated, bytes.length);) {
		const name = bytes.word(at, 4);
		const length = bytes.four(at + 4, true);
		const end = at + 8 + length;
		if (end > bytes.length) return undefined;
		size ??= sizeIn(bytes, name, at + 8);
		if (KEPT.has(name)) parts.push(chunk(bytes.part(at, end), name));
		at = end + (length % 2);
	}
	return size && { bytes: whole(parts), ...size };
}

type Size = Pick<Picture, 'width' | 'height'>;

function sizeIn(bytes: Bytes, name: string, data: number): Size | undefined {
	switch (name) {
		case 'VP8X':
			return {
				width: bytes.threeLittle(data + 4) + 1,
				height: bytes.threeLittle(data + 7) + 1
			};
		case 'VP8 ':
			return {
				width: bytes.two(data + 6, true) & 0x3fff,
				height: bytes.two(data + 8, true) & 0x3fff
			};
		case 'VP8L': {
			const bits = bytes.four(data + 1, true);
			return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
		}
		default:
			return undefined;
	}
}

/** A chunk of even length. */
function chunk(part: Uint8Array, name: string): Uint8Array {
	const copy = new Uint8Array(part.length + (part.length % 2));
	copy.set(part);
	if (name === 'VP8X') copy[8] = (copy[8] ?? 0) & ~SAYS_MORE;
	return copy;
}

function whole(parts: readonly Uint8Array[]): Uint8Array {
	const bytes = joined([new Uint8Array(HEAD), ...parts]);
	bytes.set(new TextEncoder().encode('RIFF'), 0);
	new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true);
	bytes.set(new TextEncoder().encode('WEBP'), 8);
	return bytes;
}
