import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../ids.ts';
import {
	addRecord,
	copiesOf,
	joinRecord,
	recordIn,
	recordsHere,
	sayRecord,
	textOfRecord,
	withdrawRecord,
	wordsOfRecord
} from './records.ts';

const id = newId();
const read = (doc: Y.Doc) => copiesOf(doc, 'actions', id);

describe('a record that two people made at once', () => {
	it('is made one before somebody writes in it, and no words are lost', () => {
		const [anna, ben] = [new Y.Doc(), new Y.Doc()];
		for (const doc of [anna, ben]) addRecord(doc, 'actions', id, [], 'share the list');
		for (const doc of [anna, ben]) textOfRecord(read(doc))?.insert(0, doc === anna ? 'A ' : 'B ');
		Y.applyUpdate(anna, Y.encodeStateAsUpdate(ben));
		const said = wordsOfRecord(read(anna));
		joinRecord(read(anna));
		expect(said.split(' / ').sort()).toEqual(['A share the list', 'B share the list']);
		expect([textOfRecord(read(anna))?.toString(), wordsOfRecord(read(anna))]).toEqual([said, said]);
		const before = Y.encodeStateVector(anna);
		joinRecord(read(anna));
		expect(Y.encodeStateVector(anna)).toEqual(before);
	});
});

describe('a record', () => {
	it('that is withdrawn keeps its words, and comes back', () => {
		const doc = new Y.Doc();
		addRecord(doc, 'actions', id, [['due', '2024-07-26']], 'share the list');
		withdrawRecord(doc, 'actions', id);
		expect([recordIn(doc, 'actions', id), recordsHere(doc, 'actions')]).toEqual([undefined, []]);
		expect(wordsOfRecord(read(doc))).toBe('share the list');
		addRecord(doc, 'actions', id, [['due', null]], 'share the list');
		expect(recordIn(doc, 'actions', id)?.get('due')).toBeNull();
	});

	it('with thousands of copies is read like any other, and alike by everybody', () => {
		const keys = Array.from(
			{ length: 5_000 },
			(_, n) => `${id}.${((n * 7_919) % 5_000).toString(36)}`
		);
		const write = (doc: Y.Doc, order: readonly string[]) =>
			order.forEach((key) => doc.getMap('actions').set(key, hostileCopy(key)));
		const [anna, ben] = [new Y.Doc(), new Y.Doc()];
		write(anna, keys);
		read(anna); // knows the first of them already, in another order than the next reader
		for (const key of keys.toReversed()) {
			ben.getMap('actions').set(key, hostileCopy(key));
			if (key.endsWith('7')) read(ben);
		}
		for (const doc of [anna, ben]) {
			const copies = read(doc);
			expect(copies.length).toBe(20);
			expect(wordsOfRecord(copies).length).toBeLessThanOrEqual(20_000);
			sayRecord(copies, 'share the list');
			expect(wordsOfRecord(read(doc))).toBe('share the list');
		}
		const firstKeys = (doc: Y.Doc) => read(doc).map((copy) => copy._item?.parentSub);
		expect(firstKeys(anna)).toEqual(keys.toSorted().slice(0, 20));
		expect(firstKeys(ben)).toEqual(firstKeys(anna));
	});
});

const hostileCopy = (key: string) =>
	new Y.Map<unknown>([
		['here', true],
		['text', new Y.Text(key.repeat(50))],
		['made', '']
	]);
