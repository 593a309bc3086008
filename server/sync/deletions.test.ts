import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { Seeded } from '../../tests/support/seeded.ts';
import { Deletions } from './deletions.ts';

it('knows the same deleted clocks as a plain set, whatever ranges were added in whatever order', () => {
	const seeded = new Seeded(7);
	for (let round = 0; round < 50; round++) {
		const deletions = new Deletions();
		const plain = new Set<number>();
		for (let i = 0; i < 40; i++) {
			const ranges = Array.from({ length: i % 10 === 0 ? 20 : 1 }, () => ({
				...{ client: 1, clock: seeded.below(60), length: 1 + seeded.below(2) }
			}));
			deletions.addAll(ranges);
			for (const { clock, length } of ranges)
				for (let at = clock; at < clock + length; at++) plain.add(at);
			for (let at = 0; at < 70; at++) expect(deletions.has(1, at, 1)).toBe(plain.has(at));
		}
		const { ds } = Y.decodeUpdate(deletions.encoded());
		const ranges = ds.clients.get(1) ?? [];
		const listed = ranges.flatMap(({ clock, len }) =>
			Array.from({ length: len }, (_, i) => clock + i)
		);
		expect(listed).toEqual([...plain].sort((a, b) => a - b));
	}
});

it('writes the very bytes that Yjs writes', () => {
	const doc = new Y.Doc();
	const text = doc.getText('text');
	for (let i = 0; i < 200; i++) text.insert(i % 7 === 0 ? 0 : text.length, 'word ');
	for (let i = 0; i < 80; i++) text.delete((i * 37) % (text.length - 3), 2);
	const deletions = new Deletions();
	for (const [client, items] of Y.snapshot(doc).ds.clients)
		for (const { clock, len } of [...items].reverse())
			deletions.addAll([{ client, clock, length: len }]);
	const noNews = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
	expect([...deletions.encoded()]).toEqual([...noNews]);
});
