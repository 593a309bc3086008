import { describe, expect, it } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Deletions } from '#server/sync/deletions.ts';
import { examine, study } from '#server/sync/examine.ts';
import type { Verdict } from '#server/sync/verdict.ts';
import { glance } from '#server/sync/glance.ts';
import { summarise } from '#server/sync/summary.ts';
import { Seeded } from '../support/seeded.ts';

/** The oracle: how Yjs itself integrates an update into a document. */
function byYjs(base: Uint8Array, update: Uint8Array) {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, base);
	const before = Y.snapshot(doc);
	Y.applyUpdate(doc, update);
	const { pendingStructs, pendingDs } = doc.store;
	const isWhole = pendingStructs === null && pendingDs === null;
	doc.store.pendingStructs = doc.store.pendingDs = null;
	const isNews = !Y.equalSnapshots(before, Y.snapshot(doc));
	return { kind: isNews ? 'new' : isWhole ? 'known' : 'hole', isWhole, doc };
}

function byUs(base: Uint8Array, update: Uint8Array): Verdict {
	const { clocks, deletions } = summarise(base);
	return examine(update, { clocks, deletions });
}

/** A few clients that write and sync at random, and every update that any of them made. */
function history(seeded: Seeded) {
	const docs = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
	const updates: Uint8Array[] = [];
	for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update));
	for (let step = 0; step < 60; step++) {
		const doc = seeded.pick(docs);
		if (seeded.below(5) === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(seeded.pick(docs)));
		else write(doc, seeded);
	}
	return { docs, updates };
}

function write(doc: Y.Doc, seeded: Seeded): void {
	const text = doc.getText('text');
	const list = doc.getArray<unknown>('list');
	const map = doc.getMap<unknown>('map');
	switch (seeded.below(6)) {
		case 0:
			return text.delete(0, Math.min(text.length, seeded.below(4)));
		case 1:
			return void map.set(`key ${seeded.below(3)}`, new Y.Text('nested'));
		case 2:
			return list.insert(0, [seeded.below(9), { a: 1 }]);
		case 3:
			return map.delete(`key ${seeded.below(3)}`);
		default:
			return text.insert(seeded.below(text.length + 1), seeded.pick(['a', 'bcd', '😀']));
	}
}

describe('[R4] a change is judged as Yjs would integrate it', () => {
	it.each(Array.from({ length: 40 }, (_, seed) => seed))('seed %i', (seed) => {
		const seeded = new Seeded(seed + 1);
		const { docs, updates } = history(seeded);
		for (let round = 0; round < 60; round++) {
			const bases = Array.from({ length: seeded.below(6) }, () => seeded.pick(updates));
			const base = wholePart(
				[Y.encodeStateAsUpdate(seeded.pick(docs)), ...bases].slice(seeded.below(2))
			);
			const parts = Array.from({ length: 1 + seeded.below(4) }, () => seeded.pick(updates));
			const update = Y.mergeUpdates(parts);
			const theirs = byYjs(base, update);
			const ours = byUs(base, update);
			expect(ours.kind).toBe(theirs.kind);
			if (ours.kind !== 'new') continue;
			expect(ours.isWhole).toBe(theirs.isWhole);
			const doc = new Y.Doc();
			Y.applyUpdate(doc, base);
			Y.applyUpdate(doc, ours.update);
			expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull();
			expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(theirs.doc))).toBe(true);
			const then = summarise(Y.encodeStateAsUpdate(doc)).clocks;
			for (const [client, clock] of ours.clocks) expect(then.get(client)).toBe(clock);
		}
	});

	/** A document with the part of these updates that can be integrated. */
	function wholePart(updates: readonly Uint8Array[]): Uint8Array {
		const doc = new Y.Doc();
		for (const update of updates) Y.applyUpdate(doc, update);
		doc.store.pendingStructs = doc.store.pendingDs = null;
		return Y.encodeStateAsUpdate(doc);
	}
});

describe('[R4] typed text on the fast path', () => {
	it('gets the same result as a full examination, and nothing else takes that path, whatever its bytes', () => {
		const seeded = new Seeded(7);
		let [known, changed] = [0, 0];
		for (let round = 0; round < 20; round++) {
			const { docs, updates } = history(seeded);
			const { clocks } = summarise(Y.encodeStateAsUpdate(seeded.pick(docs)));
			for (const update of updates) {
				// A client has its own changes from here on, so its next one builds on known clocks.
				known += agree(update, before(update, clocks));
				for (let i = 0; i < 20; i++)
					changed += agree(damaged(update, seeded), before(update, clocks));
			}
		}
		expect(known).toBeGreaterThan(100);
		expect(changed).toBeGreaterThan(50);
	});

	/** The clocks at the time a change was made. */
	function before(update: Uint8Array, clocks: ReadonlyMap<number, number>) {
		const then = new Map(clocks);
		for (const [client, from] of Y.parseUpdateMeta(update).from) then.set(client, from);
		return then;
	}

	function damaged(update: Uint8Array, seeded: Seeded): Uint8Array {
		const bytes = update.slice(0, update.length - (seeded.below(4) === 0 ? 1 : 0));
		bytes[seeded.below(bytes.length)] = seeded.pick([0, 1, 4, 127, 128, 255, seeded.below(256)]);
		return bytes;
	}

	/** 1 if it took the fast path. */
	function agree(update: Uint8Array, clocks: ReadonlyMap<number, number>): number {
		const seen = glance(update, clocks);
		if (seen) expect(study(update, { clocks, deletions: new Deletions() })).toEqual(seen);
		return seen ? 1 : 0;
	}
});

describe('[R4] [R11] an update that no client can have created', () => {
	const nothing = new Map<number, number>();
	const judge = (update: Uint8Array, clocks = nothing) =>
		examine(update, { clocks, deletions: new Deletions() }).kind;
	const written = (write: (encoder: encoding.Encoder) => void) => encoding.encode(write);
	const gc = (encoder: encoding.Encoder, client: number, clock: number, length: number) => {
		for (const number of [1, client, clock, 0, length]) encoding.writeVarUint(encoder, number);
	};
	const numbers = (...all: number[]) =>
		written((encoder) => all.forEach((number) => encoding.writeVarUint(encoder, number)));

	it('has a struct of length zero', () => {
		const update = written((encoder) => {
			encoding.writeVarUint(encoder, 1);
			gc(encoder, 7, 0, 0);
			encoding.writeVarUint(encoder, 0);
		});
		expect(judge(update)).toBe('malformed');
	});

	it('has two runs of one client, of which Yjs would read only the second', () => {
		const update = written((encoder) => {
			encoding.writeVarUint(encoder, 2);
			gc(encoder, 7, 0, 1);
			gc(encoder, 7, 1, 1);
			encoding.writeVarUint(encoder, 0);
		});
		expect(judge(update)).toBe('malformed');
	});

	it('has a clock beyond the safe integers', () => {
		const update = written((encoder) => {
			encoding.writeVarUint(encoder, 1);
			gc(encoder, 7, 0, Number.MAX_SAFE_INTEGER);
			encoding.writeVarUint(encoder, 0);
		});
		expect(judge(update)).toBe('new');
		const clocks = new Map([[7, 5]]);
		const next = written((encoder) => {
			encoding.writeVarUint(encoder, 1);
			gc(encoder, 7, 5, Number.MAX_SAFE_INTEGER);
			encoding.writeVarUint(encoder, 0);
		});
		expect(examine(next, { clocks, deletions: new Deletions() }).kind).toBe('malformed');
	});

	it('deletes an empty range at a clock that does not exist', () => {
		expect(judge(numbers(0, 1, 7, 1, 0, 0))).toBe('malformed');
		expect(judge(numbers(0, 1, 7, 1, 0, 3))).toBe('hole');
	});

	it('has two structs that wait for each other', () => {
		const circle = written((encoder) => {
			encoding.writeVarUint(encoder, 2);
			for (const [client, other] of [
				[1, 2],
				[2, 1]
			] as const) {
				for (const number of [1, client, 0]) encoding.writeVarUint(encoder, number);
				encoding.writeUint8(encoder, 0b1000_0100); // text with an origin
				for (const number of [other, 0]) encoding.writeVarUint(encoder, number);
				encoding.writeVarString(encoder, 'a');
			}
			encoding.writeVarUint(encoder, 0);
		});
		expect(judge(circle)).toBe('hole');
		expect(byYjs(new Uint8Array([0, 0]), circle).kind).toBe('hole');
	});

	it('sits between a character and itself, which clients would place differently', () => {
		const update = written((encoder) => {
			for (const number of [1, 7, 0]) encoding.writeVarUint(encoder, number);
			encoding.writeUint8(encoder, 0b1100_0100); // text with both origins
			for (const number of [5, 0, 5, 0]) encoding.writeVarUint(encoder, number);
			encoding.writeVarString(encoder, 'a');
			encoding.writeVarUint(encoder, 0);
		});
		expect(judge(update, new Map([[5, 1]]))).toBe('malformed');
	});

	it('makes us visit each struct a few times at most, in whatever order they wait for each other', () => {
		const clients = 200_000;
		const chain = written((encoder) => {
			encoding.writeVarUint(encoder, clients);
			for (let client = 1; client <= clients; client++) {
				for (const number of [1, client, 0]) encoding.writeVarUint(encoder, number);
				encoding.writeUint8(encoder, 0b1000_0100);
				for (const number of [client + 1, 0]) encoding.writeVarUint(encoder, number);
				encoding.writeVarString(encoder, 'a');
			}
			encoding.writeVarUint(encoder, 0);
		});
		expect(judge(chain)).toBe('hole');
		expect(
			examine(chain, { clocks: new Map([[clients + 1, 1]]), deletions: new Deletions() })
		).toMatchObject({
			kind: 'new',
			isWhole: true
		});
	});
});
