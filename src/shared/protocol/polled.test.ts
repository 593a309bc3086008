import { describe, expect, it } from 'vitest';
import { FrameReader, packFrames } from './polled.ts';

const frames = [[1], [], [2, 3, 4], Array.from({ length: 300 }, (_, at) => at % 256)].map((bytes) =>
	Uint8Array.from(bytes)
);

/** What a reader makes of bytes that come in parts of so many. */
function readIn(size: number, bytes: Uint8Array, reader = new FrameReader(1_000)) {
	const read: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += size)
		read.push(...(reader.read(bytes.subarray(at, at + size)) ?? []));
	return read;
}

describe('frames in parts', () => {
	it.each([1, 2, 3, 5, 7, 64, 1_000])('are the same when cut every %i bytes', (size) => {
		expect(readIn(size, packFrames(frames))).toEqual(frames);
	});

	it('may come with parts that are empty', () => {
		const reader = new FrameReader(10);
		expect(reader.read(new Uint8Array())).toEqual([]);
		expect(readIn(2, packFrames([Uint8Array.of(7)]), reader)).toEqual([Uint8Array.of(7)]);
	});

	it('are refused as soon as one is announced that is too large', () => {
		const reader = new FrameReader(299);
		const bytes = packFrames(frames);
		expect(reader.read(bytes.subarray(0, 20))).toBeUndefined();
		expect(readIn(1_000, bytes, new FrameReader(300))).toHaveLength(frames.length);
	});
});
