import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isId, newId } from '../ids.ts';
import { insertHead, typistOf } from './insert-head.ts';
import { newHead } from './head.ts';
import { kindOf, kindValue } from './kind.ts';
import { derivedId, sumOf, type LineId, type RecordId } from './line-id.ts';
import { EMPTY_LINE, type Line } from './line.ts';
import { listPlaces } from './numbering.ts';
import { keepQuiet } from './quiet.ts';
import { appendLine } from './write.ts';

describe('a derived id', () => {
	it('has the form of an id, and is the same for the same words only', () => {
		const ids = Array.from({ length: 5_000 }, (_, at) => derivedId<RecordId>('action', String(at)));
		expect(ids.every((one) => isId(one))).toBe(true);
		expect(new Set(ids).size).toBe(ids.length);
		expect(derivedId('action', '7')).toBe(ids[7]);
		expect(sumOf('one')).not.toBe(sumOf('two'));
	});
});

describe('a kind', () => {
	it('is written and read as one value', () => {
		const record = newId() as string as RecordId;
		const card = { is: 'card', family: 'action', record } as const;
		expect(kindOf(kindValue(card))).toEqual(card);
		expect(kindOf('constructor')).toEqual({ is: 'unknown' });
		expect(kindOf({})).toEqual({ is: 'unknown' });
	});
});

describe('numbers of lists', () => {
	const line = (kind: 'ordered' | 'bullet' | 'paragraph', level = 0, start = 0): Line => ({
		...{ ...EMPTY_LINE, kind, level, start }
	});
	const numbers = (...lines: Line[]) => {
		const places = listPlaces(lines);
		return lines.map((_, at) => places.get(at)?.number ?? 0);
	};

	it('go on past deeper lines, and begin anew after others', () => {
		const [first, deeper] = [line('ordered'), line('ordered', 1)];
		expect(numbers(first, deeper, deeper, first, line('paragraph'), first)).toEqual([
			1, 1, 2, 2, 0, 1
		]);
		expect(numbers(line('ordered', 0, 4), first, line('bullet'), first)).toEqual([4, 5, 1, 1]);
	});

	it('know the size of their set', () => {
		const places = listPlaces([line('bullet'), line('bullet', 1), line('bullet')]);
		expect(places.get(2)).toEqual({ number: 2, position: 2, size: 2 });
		expect(places.get(1)).toEqual({ number: 1, position: 1, size: 1 });
	});
});

/** Two people who have one line, and what each sends. */
function annAndBob(line: string) {
	const people = [1, 2].map((client) => {
		const doc = new Y.Doc();
		doc.clientID = client;
		const sent: Uint8Array[] = [];
		return { doc, text: doc.getText('t'), sent };
	});
	const [ann, bob] = people;
	if (!ann || !bob) throw new Error('there are two');
	appendLine(ann.text, { id: newId() as string as LineId, kind: 'paragraph' }, [
		{ text: line, marks: [] }
	]);
	Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(ann.doc));
	for (const { doc, sent } of people)
		doc.on(
			'update',
			(update: Uint8Array, origin: unknown) => void (origin === 'line' || sent.push(update))
		);
	return { ann, bob };
}

describe('when two people format the same words, and somebody deletes them', () => {
	const format = (isQuiet: boolean) => {
		const { ann, bob } = annAndBob('one');
		const [carl, reader] = [new Y.Doc(), new Y.Doc()];
		for (const doc of [carl, reader]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(ann.doc));
		const answers: Uint8Array[] = [];
		reader.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'line') answers.push(update);
		});
		reader.getText('t');
		if (isQuiet) keepQuiet(reader);
		for (const one of [ann, bob]) one.text.format(1, 3, { bold: true });
		carl.getText('t').delete(1, 3);
		for (const update of [...ann.sent, ...bob.sent, Y.encodeStateAsUpdate(carl)])
			Y.applyUpdate(reader, update, 'line');
		return answers.length;
	};

	it('a quiet document answers nothing', () => expect(format(true)).toBe(0));
	it('Yjs itself answers, which is why', () => expect(format(false)).toBeGreaterThan(0));
});

describe('a head', () => {
	it.each([
		[1, 2],
		[2, 1]
	])('stands behind letters that somebody types at its place (%i, %i)', (one, two) => {
		const { ann, bob } = annAndBob('on');
		[ann.doc.clientID, bob.doc.clientID] = [one + 10, two + 10];
		for (const letter of 'e more') ann.text.insert(ann.text.length, letter);
		insertHead(bob.text, 3, newHead({ id: newId() as string as LineId, kind: 'paragraph' }));
		bob.text.insert(4, 'next');
		for (const update of ann.sent) Y.applyUpdate(bob.doc, update, 'line');
		expect(bob.text.toString()).toBe('one morenext');
		const delta = bob.text.toDelta() as { insert: unknown }[];
		const kinds = delta.map(({ insert }) => typeof insert);
		expect(kinds).toEqual(['object', 'string', 'object', 'string']);
		expect(bob.doc.clientID).toBe(two + 10);
		expect(typistOf(2 ** 32 + 7)).toBe(7);
	});
});
