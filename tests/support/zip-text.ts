import { inflateRawSync } from 'node:zlib';

const CENTRAL_ENTRY = 0x02014b50;
const END = 0x06054b50;

/** The files of a zip archive as UTF-8 text, by name. */
export function readZip(zip: Buffer): ReadonlyMap<string, string> {
	const end = zip.lastIndexOf(Buffer.from(Uint32Array.of(END).buffer));
	const files = new Map<string, string>();
	let at = zip.readUInt32LE(end + 16);
	while (zip.readUInt32LE(at) === CENTRAL_ENTRY) {
		const [nameLength, extra, comment] = [28, 30, 32].map((offset) =>
			zip.readUInt16LE(at + offset)
		);
		const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
		files.set(name, content(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20)));
		at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
	}
	return files;
}

function content(zip: Buffer, header: number, size: number): string {
	const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
	const packed = zip.subarray(start, start + size);
	return (zip.readUInt16LE(header + 8) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
}
