import { joined, type Bytes } from './bytes.ts';
import type { Picture } from './picture.ts';

const HEAD = 13; // bytes before the table of colours
const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const [CONTROL, APPLICATION] = [0xf9, 0xff];
/** Applications that say how often a moving picture is repeated. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

export function isGif(bytes: Bytes): boolean {
	return /^GIF8[79]a$/.test(bytes.word(0, 6));
}

/** The picture without comments and programs' own; undefined when it is damaged. */
export function cleanGif(bytes: Bytes): Picture | undefined {
	let at = HEAD + tableSize(bytes.at(10));
	const parts = [bytes.part(0, at)];
	let hasPixels = false;
	while (at < bytes.length) {
		const kind = bytes.at(at);
		if (kind === TRAILER) {
			const whole = joined([...parts, Uint8Array.of(TRAILER)]);
			if (!hasPixels) return undefined;
			return { bytes: whole, width: bytes.two(6, true), height: bytes.two(8, true) };
		}
		const end = kind === IMAGE ? imageEnd(bytes, at) : blocksEnd(bytes, at + 2);
		if ((kind !== IMAGE && kind !== EXTENSION) || end === undefined) return undefined;
		if (kind === IMAGE || isKept(bytes, at)) parts.push(bytes.part(at, end));
		hasPixels ||= kind === IMAGE;
		at = end;
	}
	return undefined;
}

const tableSize = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function imageEnd(bytes: Bytes, at: number): number | undefined {
	return blocksEnd(bytes, at + 10 + tableSize(bytes.at(at + 9)) + 1);
}

/** Behind the blocks that begin here, and the empty one that ends them. */
function blocksEnd(bytes: Bytes, from: number): number | undefined {
	for (let at = from; at < bytes.length; at += bytes.at(at) + 1)
		if (bytes.at(at) === 0) return at + 1;
	return undefined;
}

function isKept(bytes: Bytes, at: number): boolean {
	const label = bytes.at(at + 1);
	if (label === CONTROL) return true;
	return label === APPLICATION && LOOPS.includes(bytes.word(at + 3, 11));
}
