import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HostileDocument } from '../../tests/support/hostile-document.ts';
import { Seeded } from '../../tests/support/seeded.ts';
import { isTooHeavy } from './weigh.ts';

/** How many structs an update has. */
const structsIn = (update: Uint8Array) => Y.decodeUpdate(update).structs.length;

describe('the weight of an update', () => {
	it('is at least its structs, whatever they hold', () => {
		const roots = ['text', 'notes:x', 'actions', 'judgements', 'head:owner'];
		for (let seed = 1; seed <= 200; seed++) {
			const { doc } = new HostileDocument(new Seeded(seed)).fill(15, roots);
			const update = Y.encodeStateAsUpdate(doc);
			const structs = structsIn(update);
			expect(isTooHeavy(update, structs - 1), `seed ${seed}`).toBe(true);
			expect(isTooHeavy(update, 20 * structs + 1_000), `seed ${seed}`).toBe(false);
		}
	});

	it('counts values in values, and the subdocuments and binaries between them', () => {
		const doc = new Y.Doc();
		doc
			.getArray('a')
			.push([{ a: [1, 2n, 1.5, null, undefined, true, 'x', { b: new Uint8Array(3) }] }]);
		doc.getArray('a').push([new Y.Doc(), new Uint8Array(4), 'word']);
		const update = Y.encodeStateAsUpdate(doc);
		expect(isTooHeavy(update, 30)).toBe(false);
		expect(isTooHeavy(update, 8)).toBe(true);
	});

	it('does not recurse into arrays in arrays, and takes broken bytes for heavy', () => {
		const nested = new Uint8Array([1, 1, 5, 0, 8, 1, 1, 97, 1, ...new Uint8Array(200_000).fill(0)]);
		for (let i = 9; i < nested.length; i++) nested[i] = i % 2 === 1 ? 117 : 1;
		expect(isTooHeavy(nested, 50_000)).toBe(true);
		expect(isTooHeavy(new Uint8Array([1, 200]), 10)).toBe(true);
	});
});
