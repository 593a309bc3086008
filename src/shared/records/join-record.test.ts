import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../ids.ts';
import { addRecord, copiesOf, joinRecord, textOfRecord, wordsOfRecord } from './records.ts';

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
