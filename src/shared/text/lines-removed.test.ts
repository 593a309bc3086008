import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addRecord } from '../records/records.ts';
import { newId } from '../ids.ts';
import { captureLine, recordOf, turnIntoWords } from './cards.ts';
import type { CardFamily } from './kind.ts';
import { wordingText } from './wording.ts';
import { readHead, type Head } from './head.ts';
import type { LineId } from './line-id.ts';
import { headsOf } from './place.ts';
import { cardsOf, readText, wordsOf } from './read.ts';
import {
	dropLeftover,
	dropStray,
	keepLeftover,
	leftoverOf,
	purge,
	settleStray,
	writersOf
} from './strays.ts';
import { appendLine, moveLine, removeLine } from './write.ts';

const id = () => newId() as string as LineId;

/** Two people who have the same lines. */
function annAndBob(...lines: string[]) {
	const [ann, bob] = [new Y.Doc(), new Y.Doc()];
	[ann.clientID, bob.clientID] = [1, 2];
	const text = ann.getText('t');
	for (const line of lines)
		appendLine(text, { id: id(), kind: 'paragraph' }, [{ text: line, marks: [] }]);
	Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann));
	const meet = () => {
		const [a, b] = [Y.encodeStateAsUpdate(ann), Y.encodeStateAsUpdate(bob)];
		Y.applyUpdate(ann, b);
		Y.applyUpdate(bob, a);
		expect(readText(bob.getText('t'))).toEqual(readText(text));
	};
	return { ann: text, bob: bob.getText('t'), meet };
}

function at(text: Y.Text, index: number): Head {
	const head = headsOf(text)[index];
	if (!head) throw new Error('there is no such line');
	return head;
}

/** Makes a card of a line, and the record that it stands for. */
function capture(text: Y.Text, line: Head, family: CardFamily, said: string): Head {
	const { doc } = text;
	if (doc) addRecord(doc, `${family}s`, recordOf(line, family), [], said);
	return captureLine(text, line, family);
}

const words = (text: Y.Text) => readText(text).lines.map(wordsOf);

describe('a line that is removed while somebody types in it', () => {
	it('is shown with what was typed, as a line of its own', () => {
		const { ann, bob, meet } = annAndBob('one', 'two', 'three');
		bob.insert(7, 'ZZ');
		removeLine(ann, at(ann, 1));
		meet();
		expect(words(ann)).toEqual(['one', 'ZZ', 'three']);
		expect(readText(ann).lines[1]).toMatchObject({ stray: 'removed', id: undefined });
		expect([...writersOf(ann, at(ann, 1))]).toEqual([2]);
	});

	it('is a line again when somebody keeps it; two who do so at once do the same', () => {
		const { ann, bob, meet } = annAndBob('one', 'two');
		bob.insert(7, 'ZZ');
		removeLine(ann, at(ann, 1));
		meet();
		settleStray(ann, at(ann, 1), id());
		settleStray(bob, at(bob, 1), id());
		meet();
		expect(words(ann)).toEqual(['one', 'ZZ']);
		expect(readText(ann).lines[1]).toMatchObject({ stray: undefined });
	});

	it('is gone when somebody drops it, and its head can be purged', () => {
		const { ann, bob, meet } = annAndBob('one', 'two');
		bob.insert(7, 'ZZ');
		removeLine(ann, at(ann, 1));
		meet();
		dropStray(ann, at(ann, 1));
		expect(words(ann)).toEqual(['one']);
		expect(headsOf(ann)).toHaveLength(2);
		expect(purge(ann)).toBe(1);
		expect(headsOf(ann)).toHaveLength(1);
	});
});

describe('a line that is moved or captured', () => {
	it('by two people is one line', () => {
		const { ann, bob, meet } = annAndBob('one', 'two', 'three');
		moveLine(ann, at(ann, 0), undefined);
		moveLine(bob, at(bob, 0), at(bob, 2));
		meet();
		expect(words(ann)).toEqual(['two', 'one', 'three']);
	});

	it('by two people is two lines once somebody has written into the other', () => {
		const { ann, bob, meet } = annAndBob('one', 'two', 'three');
		moveLine(ann, at(ann, 0), undefined);
		moveLine(bob, at(bob, 0), at(bob, 2));
		ann.insert(ann.length, ' more');
		meet();
		expect(words(ann)).toEqual(['two', 'one', 'three', 'one more']);
	});

	it('becomes one record, whoever captures it', () => {
		const { ann, bob, meet } = annAndBob('one', 'two');
		capture(ann, at(ann, 1), 'action', 'two');
		capture(bob, at(bob, 1), 'action', 'two');
		meet();
		expect(words(ann)).toEqual(['one', 'two']);
		expect(cardsOf(ann).seen.size).toBe(1);
		expect(cardsOf(ann).twins.size).toBe(0);
	});

	it('to an action and to a decision is one of them, and the other record is known', () => {
		const { ann, bob, meet } = annAndBob('one', 'two');
		capture(ann, at(ann, 1), 'action', 'two');
		capture(bob, at(bob, 1), 'decision', 'two');
		meet();
		expect(words(ann)).toEqual(['one', 'two']);
		const { seen, twins } = cardsOf(ann);
		expect([seen.size, twins.size]).toEqual([1, 1]);
		expect(new Set([...seen.values(), ...twins.values()])).toEqual(new Set(['action', 'decision']));
	});

	it('makes another record when it is captured again, as a number is used once', () => {
		const { ann } = annAndBob('one');
		const first = recordOf(at(ann, 0), 'action');
		const card = capture(ann, at(ann, 0), 'action', 'one');
		const line = turnIntoWords(ann, card);
		expect(readHead(line).id).toBe(readHead(card).id);
		expect(recordOf(line, 'action')).not.toBe(first);
	});

	it('keeps what was typed into the wording of a card that became text', () => {
		const { ann, bob, meet } = annAndBob('one', 'two');
		const card = capture(ann, at(ann, 1), 'action', 'two');
		meet();
		wordingText(at(bob, 1))?.insert(3, ' ZZ');
		turnIntoWords(ann, card);
		meet();
		expect(words(ann)).toEqual(['one', 'two', ' ZZ']);
		expect(leftoverOf(card)).toBe(' ZZ');
		keepLeftover(ann, card, id());
		expect(words(ann)).toEqual(['one', 'two', ' ZZ']);
		dropLeftover(card);
		meet();
		expect(words(bob)).toEqual(['one', 'two', ' ZZ']);
	});
});
