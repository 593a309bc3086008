import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HostileDocument } from '../../tests/support/hostile-document.ts';
import { deskIn, editAnything } from '../../tests/support/random-edits.ts';
import { Seeded } from '../../tests/support/seeded.ts';
import { isLight, outlineOf, type Outline } from './outline.ts';
import { Skim } from './skim.ts';
import { NOBODY, StructReader } from './struct-reader.ts';

const ROOTS = ['lines', 'text', 'notes:x', 'actions', 'judgements', 'head:owner'];

/** Updates of every kind, from honest hands and from others. */
function updates(seed: number): Uint8Array[] {
	const seeded = new Seeded(seed);
	const honest = new Y.Doc();
	const made: Uint8Array[] = [];
	honest.on('update', (update: Uint8Array) => made.push(update));
	for (let i = 0; i < 30; i++) editAnything(deskIn(honest), seeded);
	const { doc: hostile } = new HostileDocument(seeded).fill(15, ROOTS);
	return [...made, Y.encodeStateAsUpdate(honest), Y.encodeStateAsUpdate(hostile)];
}

const idOf = (client: number, clock: number) => (client === NOBODY ? null : { client, clock });

/** The structs of an outline, as they are read again. */
function rowsOf({ update, runs }: Outline) {
	return runs.flatMap(({ client, clock: start, count, at }) => {
		const skim = new Skim(update, Infinity);
		skim.at = at;
		const struct = new StructReader(skim);
		let clock = start;
		return Array.from({ length: count }, () => {
			struct.next();
			clock += struct.length;
			return {
				...{ client, clock: clock - struct.length, length: struct.length },
				left: idOf(struct.leftClient, struct.leftClock),
				right: idOf(struct.rightClient, struct.rightClock),
				parent: idOf(struct.parentClient, struct.parentClock)
			};
		});
	});
}

/** The same by Yjs. */
function rowsByYjs(update: Uint8Array) {
	const plain = (id: unknown) => (id instanceof Y.ID ? { ...id } : null);
	return Y.decodeUpdate(update).structs.map((struct) => {
		const item = struct instanceof Y.Item ? struct : undefined;
		return {
			...{ client: struct.id.client, clock: struct.id.clock, length: struct.length },
			...{ left: plain(item?.origin), right: plain(item?.rightOrigin) },
			parent: plain(item?.parent)
		};
	});
}

function deletionsByYjs(update: Uint8Array): number[] {
	const clients = [...Y.decodeUpdate(update).ds.clients];
	return clients.flatMap(([client, items]) =>
		items.flatMap(({ clock, len }) => [client, clock, len])
	);
}

function outlined(update: Uint8Array): Outline {
	const outline = outlineOf(update);
	if (typeof outline === 'string') throw new Error(outline);
	return outline;
}

describe('the outline of an update', () => {
	it('says of every struct and deletion what Yjs reads of it', () => {
		for (let seed = 1; seed <= 60; seed++)
			for (const update of updates(seed)) {
				const outline = outlined(update);
				expect(rowsOf(outline)).toEqual(rowsByYjs(update));
				expect(outline.deletions).toEqual(deletionsByYjs(update));
				const rest = Buffer.concat([Buffer.of(0), update.subarray(outline.end)]);
				expect(deletionsByYjs(rest)).toEqual(outline.deletions);
			}
	});

	it('is of nothing that Yjs could not decode, whatever was damaged', () => {
		let [whole, broken] = [0, 0];
		for (let seed = 1; seed <= 60; seed++) {
			const seeded = new Seeded(seed);
			for (const update of updates(seed).slice(-12))
				for (let i = 0; i < 25; i++) {
					const bytes = damaged(update, seeded);
					if (outlineOf(bytes) === 'malformed') broken++;
					else whole += Y.decodeUpdate(bytes).structs.length > 0 ? 1 : 0;
				}
		}
		expect(whole).toBeGreaterThan(1_000);
		expect(broken).toBeGreaterThan(1_000);
	});

	function damaged(update: Uint8Array, seeded: Seeded): Uint8Array {
		const bytes = update.slice(0, update.length - (seeded.below(4) === 0 ? 1 : 0));
		bytes[seeded.below(bytes.length)] = seeded.pick([
			0,
			1,
			2,
			34,
			118,
			128,
			255,
			seeded.below(256)
		]);
		return bytes;
	}

	it('knows the names of the roots', () => {
		const doc = new Y.Doc();
		for (const root of ['actions', 'decisions', 'actions'])
			doc.getMap(root).set(`key ${doc.store.clients.size}`, 1);
		doc.getMap('décisions').set('a', 1);
		expect(outlined(Y.encodeStateAsUpdate(doc)).roots.toSorted()).toEqual(
			...[['actions', 'decisions', 'décisions']]
		);
	});
});

describe('what an update costs', () => {
	it('is at least its structs, whatever they hold', () => {
		for (let seed = 1; seed <= 100; seed++) {
			const { doc } = new HostileDocument(new Seeded(seed)).fill(15, ROOTS);
			const update = Y.encodeStateAsUpdate(doc);
			const structs = Y.decodeUpdate(update).structs.length;
			expect(isLight(update, structs - 1), `seed ${seed}`).toBe(false);
			expect(isLight(update, 20 * structs + 10_000), `seed ${seed}`).toBe(true);
		}
	});

	it('counts values in values, and JSON by its length', () => {
		const doc = new Y.Doc();
		const value = { a: [1, 2n, 1.5, null, undefined, true, 'x', { b: new Uint8Array(3) }] };
		doc.getArray('a').push([value]);
		doc.getArray('a').push([new Uint8Array(4), 'word']);
		const update = Y.encodeStateAsUpdate(doc);
		expect(isLight(update, 30)).toBe(true);
		expect(isLight(update, 8)).toBe(false);
		doc.getText('text').insertEmbed(0, { long: 'x'.repeat(16_000) });
		expect(isLight(Y.encodeStateAsUpdate(doc), 1_000)).toBe(false);
	});

	it('counts deletions, of which one takes two bytes', () => {
		const ranges = Array.from({ length: 5_000 }, (_, at) => [2 * at, 1]).flat();
		const numbers = [0, 1, 7, ranges.length / 2, ...ranges];
		const update = encoding.encode((encoder) =>
			numbers.forEach((number) => encoding.writeVarUint(encoder, number))
		);
		expect(outlineOf(update, 4_000)).toBe('heavy');
		expect(outlined(update).deletions).toHaveLength(15_000);
	});
});

describe('an update that would end those who decode it', () => {
	const item = (...content: number[]) => new Uint8Array([1, 1, 5, 0, 8, 1, 1, 97, ...content, 0]);

	it('has values too deep in values', () => {
		const nested = (depth: number) =>
			item(1, ...Array.from({ length: depth }, () => [117, 1]).flat(), 126);
		expect(typeof outlineOf(nested(60))).toBe('object');
		expect(outlineOf(nested(70))).toBe('malformed');
	});

	it('has a subdocument, of which not even the options need be any', () => {
		const doc = new Y.Doc();
		doc.getArray('a').push([new Y.Doc()]);
		expect(outlineOf(Y.encodeStateAsUpdate(doc))).toBe('malformed');
	});

	it('has a text that is no UTF-8, or JSON that is none', () => {
		const [text, embed] = [4, 5];
		const of = (kind: number, bytes: readonly number[]) =>
			outlineOf(new Uint8Array([1, 1, 5, 0, kind, 1, 1, 97, bytes.length, ...bytes, 0]));
		expect(of(text, [0xff])).toBe('malformed');
		expect(of(text, [0xc3, 0xa9])).toMatchObject({ roots: ['a'] });
		expect(of(embed, [...Buffer.from('{"a":')])).toBe('malformed');
		expect(of(embed, [...Buffer.from('{"a":1}')])).toMatchObject({ roots: ['a'] });
		expect(of(embed, [...Buffer.from('tru ')])).toBe('malformed');
	});

	it('is broken, empty or longer than it says', () => {
		for (const bytes of [[], [1, 200], [0], [0, 0, 0], [1, 0, 5, 0, 0]])
			expect(outlineOf(new Uint8Array(bytes)), bytes.join()).toBe('malformed');
	});
});
