import { joined, type Bytes } from './bytes.ts';
import type { Picture } from './picture.ts';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
const AROUND = 12; // bytes of a chunk besides its data: length, name, check sum

/** What a picture needs to look as it does, also one that moves. All other chunks are texts, times and programs' own. */
const KEPT = new Set([
	...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD'],
	...['pHYs', 'cICP', 'mDCV', 'cLLI', 'acTL', 'fcTL', 'fdAT']
]);

export function isPng(bytes: Bytes): boolean {
	return bytes.word(0, SIGNATURE.length) === SIGNATURE;
}

/** The picture with its own chunks only; undefined when it is damaged. */
export function cleanPng(bytes: Bytes): Picture | undefined {
	const parts = [bytes.part(0, SIGNATURE.length)];
	let hasPixels = false;
	for (let at = SIGNATURE.length; at + AROUND <= bytes.length;) {
		const name = bytes.word(at + 4, 4);
		const end = at + AROUND + bytes.four(at);
		const isFirst = at === SIGNATURE.length;
		if (end > bytes.length || isFirst !== (name === 'IHDR')) return undefined;
		if (KEPT.has(name)) parts.push(bytes.part(at, end));
		hasPixels ||= name === 'IDAT';
		if (name === 'IEND') return hasPixels ? sized(bytes, parts) : undefined;
		at = end;
	}
	return undefined;
}

function sized(bytes: Bytes, parts: readonly Uint8Array[]): Picture {
	const data = SIGNATURE.length + 8; // of the first chunk
	return { bytes: joined(parts), width: bytes.four(data), height: bytes.four(data + 4) };
}
