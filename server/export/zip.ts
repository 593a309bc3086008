import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface ZipEntry {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** Kept as it is, for programs that look for it at a fixed place. */
	readonly isStored?: boolean;
}

const VERSION = 20; // 2.0: folders and deflate
const UTF8 = 0x0800;
const DEFLATED = 8;
/** Midnight on 1 January 1980, so that the same files make the same archive. */
const NO_DATE = 0x21;

/** A zip archive of some files, in their order. */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
	const parts: Buffer[] = [];
	const central: Buffer[] = [];
	let at = 0;
	for (const { name, bytes, isStored } of entries) {
		const packed = isStored ? Buffer.from(bytes) : deflateRawSync(bytes);
		const called = Buffer.from(name);
		const about = described(called, bytes, packed, isStored === true);
		const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, called, packed]);
		const made = numbers([2, VERSION]);
		const place = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]);
		central.push(Buffer.from('PK\u0001\u0002'), made, about, place, called);
		parts.push(local);
		at += local.length;
	}
	const index = Buffer.concat(central);
	const count = entries.length;
	const end = numbers([2, 0], [2, 0], [2, count], [2, count], [4, index.length], [4, at], [2, 0]);
	return new Uint8Array(Buffer.concat([...parts, index, Buffer.from('PK\u0005\u0006'), end]));
}

/** What the head of a file and the index say of it alike. */
function described(name: Buffer, bytes: Uint8Array, packed: Buffer, isStored: boolean): Buffer {
	return numbers(
		...([
			[2, VERSION],
			[2, UTF8],
			[2, isStored ? 0 : DEFLATED],
			[2, 0],
			[2, NO_DATE],
			[4, crc32(bytes)],
			[4, packed.length],
			[4, bytes.length],
			[2, name.length],
			[2, 0]
		] as const)
	);
}

function numbers(...all: readonly (readonly [size: 2 | 4, value: number])[]): Buffer {
	return Buffer.concat(
		all.map(([size, value]) => {
			const bytes = Buffer.alloc(size);
			bytes.writeUIntLE(value, 0, size);
			return bytes;
		})
	);
}
