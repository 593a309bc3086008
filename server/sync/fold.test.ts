import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Seeded } from '../../tests/support/seeded.ts';
import { difference, fold } from './fold.ts';
import { differenceOf, traitsOf } from './same-document.ts';
import { decodeSummary, summarise } from './summary.ts';

/** A document that several people wrote with everything that Yjs has, and the updates it came from. */
function written(seed: number): { doc: Y.Doc; updates: Uint8Array[] } {
	const seeded = new Seeded(seed);
	const updates: Uint8Array[] = [];
	let doc = new Y.Doc();
	for (let session = 0; session < 4; session++) {
		const next = new Y.Doc();
		for (const update of updates) Y.applyUpdate(next, update);
		next.on('update', (update: Uint8Array) => updates.push(update));
		for (let step = 0; step < 40; step++) write(next, seeded);
		doc = next;
	}
	return { doc, updates };
}

function write(doc: Y.Doc, seeded: Seeded): void {
	const text = doc.getText('text');
	const xml = doc.getXmlFragment('notes');
	const map = doc.getMap<unknown>('actions');
	const list = doc.getArray<unknown>('list');
	const at = seeded.below(text.length + 1);
	const steps = [
		() => text.insert(at, seeded.pick(['a', 'bcd', '😀'])),
		() => text.delete(0, Math.min(text.length, seeded.below(5))),
		() => text.format(0, Math.min(3, text.length), { bold: true }),
		() => xml.insert(0, [new Y.XmlElement('p'), new Y.XmlText('words')]),
		() => xml.length > 0 && xml.delete(0, 1),
		() => map.set(`k${seeded.below(4)}`, new Y.Map([['text', new Y.Text('do')]])),
		() => map.delete(`k${seeded.below(4)}`),
		() => list.insert(0, [1, { a: [true, null] }, new Uint8Array([1, 2])])
	];
	seeded.pick(steps)();
}

const read = (...updates: Uint8Array[]) => {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	return doc;
};

const differ = (a: Y.Doc, b: Y.Doc) => differenceOf(traitsOf(a), traitsOf(b));

describe('[R10] a snapshot', () => {
	it.each([1, 2, 3, 4, 5, 6])('is the same document as its log (seed %i)', (seed) => {
		const { doc, updates } = written(seed);
		const { state, index } = fold(updates);
		expect(differ(read(state), doc)).toBeUndefined();
		expect(decodeSummary(index ?? new Uint8Array())).toEqual(summarise(state));
		const half = fold(updates.slice(0, 60));
		expect(fold([half.state, ...updates.slice(60)]).index).toEqual(index);
	});

	it('is made of a text of a million characters', () => {
		const doc = new Y.Doc();
		doc.getText('text').insert(0, 'a'.repeat(1_000_000));
		const { state } = fold([Y.encodeStateAsUpdate(doc)]);
		expect(differ(read(state), doc)).toBeUndefined();
	});

	it('is not made of a log with a hole', () => {
		const { updates } = written(1);
		expect(() => fold(updates.toSpliced(3, 1))).toThrow('the log has a hole');
	});

	it('knows its clocks, deletions and roots without being read', () => {
		const { state, index } = fold(written(2).updates);
		const { clocks, deletions, roots } = decodeSummary(index ?? new Uint8Array());
		const doc = read(state);
		expect(Y.encodeStateVector(clocks)).toEqual(Y.encodeStateVector(doc));
		const noNews = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
		expect(deletions.encoded()).toEqual(noNews);
		expect([...roots].sort()).toEqual(['actions', 'list', 'notes', 'text']);
	});

	it('and what somebody lacks of it make the same document', () => {
		const { updates } = written(3);
		const { state } = fold(updates);
		const behind = read(...updates.slice(0, 70));
		Y.applyUpdate(behind, difference(state, Y.encodeStateVector(behind)));
		expect(differ(behind, read(state))).toBeUndefined();
	});
});

describe('two documents differ', () => {
	const make = (write: (doc: Y.Doc) => void) => {
		const doc = new Y.Doc();
		doc.clientID = 1;
		write(doc);
		return doc;
	};

	it.each<[string, (doc: Y.Doc) => void, (doc: Y.Doc) => void]>([
		[
			'in a letter',
			(doc) => doc.getText('t').insert(0, 'a'),
			(doc) => doc.getText('t').insert(0, 'b')
		],
		[
			'in a value deep inside',
			(doc) => doc.getMap('m').set('k', new Y.Map([['x', 1]])),
			(doc) => doc.getMap('m').set('k', new Y.Map([['x', 2]]))
		],
		[
			'in an element',
			(doc) => doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p')]),
			(doc) => doc.getXmlFragment('x').insert(0, [new Y.XmlElement('h')])
		],
		[
			'in a root',
			(doc) => doc.getText('t').insert(0, 'a'),
			(doc) => doc.getText('u').insert(0, 'a')
		]
	])('%s, though clocks and deletions are the same', (_, one, other) => {
		const [a, b] = [make(one), make(other)];
		expect(Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b))).toBe(true);
		expect(differ(a, b)).toMatch(/^another content in /);
	});

	it('not because one had its text in smaller pieces', () => {
		const [a, b] = [make((doc) => doc.getText('t').insert(0, 'ab')), make(() => undefined)];
		for (const [at, letter] of ['a', 'b'].entries()) b.getText('t').insert(at, letter);
		expect(differ(a, b)).toBeUndefined();
	});
});
