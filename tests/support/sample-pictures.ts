import { deflateSync, crc32 } from 'node:zlib';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const whole = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

function big(value: number, length = 4): Uint8Array {
	return Uint8Array.from({ length }, (_, at) => (value >>> (8 * (length - 1 - at))) & 0xff);
}
const little = (value: number, length = 4) => new Uint8Array(big(value, length).toReversed());

/** A chunk of a PNG. */
export function pngChunk(name: string, data: Uint8Array): Uint8Array {
	const named = whole(bytesOf(name), data);
	return whole(big(data.length), named, big(crc32(named)));
}

/** A PNG in one colour, with chunks of the test's own after its head. */
export function png(
	width: number,
	height: number,
	more: readonly Uint8Array[] = [],
	colour: readonly [number, number, number] = [29, 78, 137]
): Uint8Array {
	const row = Buffer.concat([Buffer.of(0), Buffer.concat(Array(width).fill(Buffer.from(colour)))]);
	const head = whole(big(width), big(height), Uint8Array.of(8, 2, 0, 0, 0));
	return whole(
		bytesOf('\x89PNG\r\n\x1a\n'),
		pngChunk('IHDR', head),
		...more,
		pngChunk('IDAT', deflateSync(Buffer.concat(Array(height).fill(row)))),
		pngChunk('IEND', new Uint8Array())
	);
}

/** A segment of a JPEG. */
export function jpegSegment(marker: number, data: Uint8Array): Uint8Array {
	return whole(Uint8Array.of(0xff, marker), big(data.length + 2, 2), data);
}

/** What a camera writes: how the picture is turned, and a secret. */
export function exif(turned: number, secret: string): Uint8Array {
	const entry = whole(big(0x0112, 2), big(3, 2), big(1), big(turned, 2), big(0, 2));
	const said = whole(bytesOf('MM'), big(42, 2), big(8), big(1, 2), entry, big(0));
	return whole(bytesOf('Exif\0\0'), said, bytesOf(secret));
}

/** A grey JPEG of one pixel, with segments of the test's own after its beginning. */
export function jpeg(more: readonly Uint8Array[] = []): Uint8Array {
	const [start, ...rest] = [JPEG.subarray(0, 2), JPEG.subarray(2)];
	return whole(start ?? JPEG, ...more, ...rest);
}
const JPEG = new Uint8Array(
	Buffer.from(
		'/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
		'base64'
	)
);

/** A GIF of one pixel with a comment. */
export function gif(comment: string): Uint8Array {
	return whole(
		bytesOf('GIF89a'),
		Uint8Array.of(1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
		Uint8Array.of(0x21, 0xfe, comment.length),
		bytesOf(comment),
		Uint8Array.of(0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b)
	);
}

/** A WebP of one pixel with EXIF. */
export function webp(secret: string): Uint8Array {
	const chunk = (name: string, data: Uint8Array) =>
		whole(bytesOf(name), little(data.length), data, new Uint8Array(data.length % 2));
	const pixels = Uint8Array.of(0x2f, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 7, 0);
	const body = whole(
		bytesOf('WEBP'),
		chunk('VP8X', Uint8Array.of(0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
		chunk('VP8L', pixels),
		chunk('EXIF', bytesOf(secret))
	);
	return whole(bytesOf('RIFF'), little(body.length), body);
}

/** A zip archive of texts, stored as they are. */
export function zip(entries: Readonly<Record<string, string>>): Uint8Array {
	const [locals, list]: [Uint8Array[], Uint8Array[]] = [[], []];
	let at = 0;
	for (const [name, text] of Object.entries(entries)) {
		const data = bytesOf(text);
		const sizes = whole(big(0), little(data.length), little(data.length));
		const local = whole(
			...[bytesOf('PK\x03\x04'), big(0, 10), sizes, little(name.length, 2), big(0, 2)],
			...[bytesOf(name), data]
		);
		const local0 = at;
		locals.push(local);
		at += local.length;
		list.push(
			whole(
				...[bytesOf('PK\x01\x02'), big(0, 12), sizes, little(name.length, 2), big(0, 12)],
				...[little(local0), bytesOf(name)]
			)
		);
	}
	const length = list.reduce((sum, one) => sum + one.length, 0);
	const count = little(list.length, 2);
	const end = whole(bytesOf('PK\x05\x06'), big(0), count, count, little(length), little(at));
	return whole(...locals, ...list, end, big(0, 2));
}
