import { inflateRawSync } from 'node:zlib';
import type { Bytes } from './bytes.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 20_000;

/** What a zip archive lists. */
interface Entry {
	readonly name: string;
	readonly isPacked: boolean;
	readonly size: number;
	/** Of its local head. */
	readonly at: number;
}

/** True for an archive that begins with the first byte; programs also find one behind something else. */
export function isArchive(bytes: Bytes): boolean {
	return bytes.four(0, true) === LOCAL;
}

/** What is in an archive; undefined when its list cannot be read. */
export function entriesIn(bytes: Bytes): Entry[] | undefined {
	const end = endOf(bytes);
	if (end === undefined) return undefined;
	const count = bytes.two(end + 10, true);
	if (count > MOST_ENTRIES) return undefined;
	const entries: Entry[] = [];
	let at = bytes.four(end + 16, true);
	for (let n = 0; n < count; n++) {
		if (bytes.four(at, true) !== ENTRY) return undefined;
		const [name, more, comment] = [28, 30, 32].map((place) => bytes.two(at + place, true));
		entries.push({
			name: new TextDecoder().decode(bytes.part(at + 46, at + 46 + (name ?? 0))),
			isPacked: bytes.two(at + 10, true) !== 0,
			size: bytes.four(at + 20, true),
			at: bytes.four(at + 42, true)
		});
		at += 46 + (name ?? 0) + (more ?? 0) + (comment ?? 0);
	}
	return entries;
}

function endOf(bytes: Bytes): number | undefined {
	const least = Math.max(0, bytes.length - 22 - LONGEST_COMMENT);
	for (let at = bytes.length - 22; at >= least; at--) if (bytes.four(at, true) === END) return at;
	return undefined;
}

/** What an entry says; undefined when it cannot be read, or is longer than so many bytes. */
export function readEntry(bytes: Bytes, { at, size, isPacked }: Entry, most: number) {
	if (bytes.four(at, true) !== LOCAL) return undefined;
	const from = at + 30 + bytes.two(at + 26, true) + bytes.two(at + 28, true);
	const stored = bytes.part(from, from + size);
	if (!isPacked) return stored.length <= most ? new TextDecoder().decode(stored) : undefined;
	try {
		return new TextDecoder().decode(inflateRawSync(stored, { maxOutputLength: most }));
	} catch {
		return undefined;
	}
}
