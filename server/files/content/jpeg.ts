import { joined, type Bytes } from './bytes.ts';
import { turnedIn, turnedSegment } from './jpeg-turned.ts';
import type { Picture } from './picture.ts';

const [START, END, SCAN] = [0xd8, 0xd9, 0xda];
const JFIF_HEAD = 18; // bytes of its segment without the thumbnail
const MOST_SEGMENTS = 20_000;

export function isJpeg(bytes: Bytes): boolean {
	return bytes.at(0) === 0xff && bytes.at(1) === START && bytes.at(2) === 0xff;
}

/**
 * The picture without what devices and programs write about it, but turned as it was; undefined when it is damaged. Nothing
 * is decoded.
 */
export function cleanJpeg(bytes: Bytes): Picture | undefined {
	const parts = [bytes.part(0, 2)];
	let size: Pick<Picture, 'width' | 'height'> | undefined;
	let [turned, hasPixels] = [1, false];
	for (let [at, segments] = [2, 0]; segments < MOST_SEGMENTS; segments++) {
		while (bytes.at(at + 1) === 0xff) at++; // padding
		const marker = bytes.at(at + 1);
		if (bytes.at(at) !== 0xff || marker === 0) return undefined;
		if (marker === END) break;
		const end = at + 2 + bytes.two(at + 2);
		if (bytes.two(at + 2) < 2 || end > bytes.length) return undefined;
		if (isFrame(marker)) size = { height: bytes.two(at + 5), width: bytes.two(at + 7) };
		if (marker === 0xe1) turned = turnedIn(bytes, at, end) ?? turned;
		const scanned = marker === SCAN ? scanEnd(bytes, end) : end;
		if (scanned === undefined) return undefined;
		hasPixels ||= marker === SCAN;
		parts.push(...kept(bytes, marker, [at, scanned]));
		at = scanned;
	}
	if (!size || !hasPixels) return undefined;
	const [first, ...others] = parts;
	const told = turned === 1 ? [] : [turnedSegment(turned)];
	const whole = joined([first ?? new Uint8Array(), ...told, ...others, Uint8Array.of(0xff, END)]);
	const isSideways = turned >= 5; // who shows it turns it
	const { width, height } = size;
	return isSideways ? { bytes: whole, width: height, height: width } : { bytes: whole, ...size };
}

/** Start of a frame; others of these numbers hold tables. */
function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** The place of the first marker behind the pixels that begin here. */
function scanEnd(bytes: Bytes, from: number): number | undefined {
	for (let at = bytes.all.indexOf(0xff, from); at >= 0; at = bytes.all.indexOf(0xff, at + 1)) {
		const next = bytes.at(at + 1);
		const isOfPixels = next === 0 || (next >= 0xd0 && next <= 0xd7) || next === 0xff;
		if (!isOfPixels) return at + 1 < bytes.length ? at : undefined;
	}
	return undefined;
}

/** What is kept of a segment: frames, tables, pixels, profile of colours. */
function kept(bytes: Bytes, marker: number, [from, to]: [number, number]): Uint8Array[] {
	const is = (name: string) => bytes.word(from + 4, name.length) === name;
	if (marker === 0xe0) return is('JFIF\0') ? [withoutThumbnail(bytes, from, to)] : [];
	if (marker === 0xe2) return is('ICC_PROFILE\0') ? [bytes.part(from, to)] : [];
	if (marker === 0xee) return is('Adobe') ? [bytes.part(from, to)] : [];
	const isTold = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
	return isTold ? [] : [bytes.part(from, to)];
}

function withoutThumbnail(bytes: Bytes, from: number, to: number): Uint8Array {
	const head = new Uint8Array(JFIF_HEAD);
	head.set(bytes.part(from, Math.min(to, from + JFIF_HEAD - 2)));
	head.set([0, JFIF_HEAD - 2], 2);
	return head;
}
