import { Bytes } from './bytes.ts';

const EXIF = 'Exif\0\0';
const HEAD = 10; // bytes of a segment before what EXIF says
const ORIENTATION = 0x0112;
const MOST_ENTRIES = 500;

/** How a picture is turned, 1 to 8, by what its device wrote in this segment; undefined where that is not said. */
export function turnedIn(bytes: Bytes, from: number, to: number): number | undefined {
	if (bytes.word(from + 4, EXIF.length) !== EXIF) return undefined;
	const said = new Bytes(bytes.part(from + HEAD, to));
	const isLittle = said.word(0, 2) === 'II';
	const first = said.four(4, isLittle);
	const entries = Math.min(said.two(first, isLittle), MOST_ENTRIES);
	for (let entry = 0; entry < entries; entry++) {
		const at = first + 2 + 12 * entry;
		if (said.two(at, isLittle) !== ORIENTATION) continue;
		const turned = said.two(at + 8, isLittle);
		return turned >= 1 && turned <= 8 ? turned : undefined;
	}
	return undefined;
}

/** A segment that says how a picture is turned, and nothing else. */
export function turnedSegment(turned: number): Uint8Array {
	return Uint8Array.of(
		...[0xff, 0xe1, 0, 34],
		...new TextEncoder().encode(EXIF),
		...new TextEncoder().encode('MM'),
		...[0, 42, 0, 0, 0, 8],
		...[0, 1], // entries
		...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0],
		...[0, 0, 0, 0] // no more
	);
}
