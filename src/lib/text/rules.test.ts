import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addRecord } from '#shared/records/records.ts';
import { TextPerson } from '../../../tests/support/text-person.ts';
import { captureLine, recordOf } from '#shared/text/cards.ts';

/** Ann types, Bob does something else, before they hear of each other; in both orders of their numbers. */
function both(
	lines: readonly string[],
	ann: (person: TextPerson) => void,
	bob: (person: TextPerson) => void
) {
	const seen = (
		[
			[1, 2],
			[2, 1]
		] as const
	).map(([one, other]) => {
		const start = new TextPerson(50);
		for (const [at, line] of lines.entries()) {
			const end = start.document.content.size;
			const tr = start.state.tr;
			start.dispatch(
				at === 0 ? tr.insertText(line, 1) : tr.split(end - 1).insertText(line, end + 1)
			);
		}
		const state = Y.encodeStateAsUpdate(start.doc);
		const [a, b] = [new TextPerson(one, state), new TextPerson(other, state)];
		ann(a);
		bob(b);
		const [ofAnn, ofBob] = [[...a.sent], [...b.sent]];
		for (const update of ofAnn) b.receive(update);
		for (const update of ofBob) a.receive(update);
		expect(a.document.toJSON()).toEqual(b.document.toJSON());
		expect(a.document.toJSON()).toEqual(a.fresh.toJSON());
		return a;
	});
	expect(seen[0]?.lines.toSorted()).toEqual(seen[1]?.lines.toSorted());
	const [first] = seen;
	if (!first) throw new Error('they have met');
	return first;
}

const LINES = ['first', 'second', 'third, agreed', 'fourth'];
const types = (person: TextPerson) => person.type('third, agreed', 6, 'ZZ');

describe('Ann types ZZ into the third line, and Bob', () => {
	it.each(['heading2', 'bullet', 'quotation', 'openPoint'])(
		'makes it a %s: in its place',
		(kind) => {
			const seen = both(LINES, types, (bob) => bob.set('third, agreed', { kind }));
			expect(seen.lines[2]).toBe('third,ZZ agreed');
			expect(seen.document.child(2).attrs.kind).toBe(kind);
		}
	);

	it('joins it to the line before: in its place, in the joined line', () => {
		const seen = both(LINES, types, (bob) => bob.join('third, agreed'));
		expect(seen.lines).toEqual(['first', 'secondthird,ZZ agreed', 'fourth']);
	});

	it('splits it before her place: in its place', () => {
		const seen = both(LINES, types, (bob) => bob.split('third, agreed', 2));
		expect(seen.lines).toEqual(['first', 'second', 'th', 'ird,ZZ agreed', 'fourth']);
	});

	it('deletes it: a line of its own', () => {
		const seen = both(LINES, types, (bob) => bob.remove('third, agreed'));
		expect(seen.lines).toEqual(['first', 'second', 'ZZ', 'fourth']);
		expect(seen.document.child(2).attrs.stray).toBe('removed');
	});

	it('moves it: a line of its own, where it was', () => {
		const seen = both(LINES, types, (bob) => bob.move('third, agreed', 'first'));
		expect(seen.lines).toEqual(['third, agreed', 'first', 'second', 'ZZ', 'fourth']);
	});

	it.each(['action', 'decision'] as const)(
		'makes it an %s: a line of its own below the card',
		(family) => {
			const seen = both(LINES, types, (bob) =>
				bob.command((text) => {
					const head = bob.head('third, agreed');
					addRecord(bob.doc, `${family}s`, recordOf(head, family), [], 'third, agreed');
					captureLine(text, head, family);
				})
			);
			expect(seen.lines).toEqual(['first', 'second', 'third, agreed', 'ZZ', 'fourth']);
			expect(seen.document.child(2).type.name).toBe('card');
		}
	);

	it('undoes his own heading on it: the kind goes back, the words stay', () => {
		const seen = both(LINES, types, (bob) => {
			bob.set('third, agreed', { kind: 'heading2' });
			bob.undo.undo();
		});
		expect(seen.lines[2]).toBe('third,ZZ agreed');
		expect(seen.document.child(2).attrs.kind).toBe('paragraph');
	});

	it('begins the next line while she types at the end of this one: no word is torn', () => {
		const seen = both(
			LINES,
			(ann) => ann.type('third, agreed', 13, ' by all'),
			(bob) => {
				bob.split('third, agreed', 13);
				bob.type('', 0, 'next');
			}
		);
		expect(seen.lines).toEqual(['first', 'second', 'third, agreed by all', 'next', 'fourth']);
	});

	it('deletes from the line before into the line behind: in the joined line', () => {
		const seen = both(LINES, types, (bob) =>
			bob.dispatch(bob.state.tr.delete(bob.at('second', 3), bob.at('fourth', 3)))
		);
		expect(seen.lines).toEqual(['first', 'secZZrth']);
	});
});

it('two who split at the same place make two breaks', () => {
	const split = (person: TextPerson) => person.split('third, agreed', 6);
	expect(both(LINES, split, split).lines).toEqual([
		'first',
		'second',
		'third,',
		'',
		' agreed',
		'fourth'
	]);
});

it('two who begin an empty text make two lines', () => {
	const seen = both(
		[],
		(ann) => ann.type('', 0, 'Hello'),
		(bob) => bob.type('', 0, 'Good day')
	);
	expect(seen.lines.toSorted()).toEqual(['Good day', 'Hello']);
});

it('Enter at the beginning of a line puts an empty line before it, and the line stays itself', () => {
	const seen = both(
		LINES,
		(ann) => ann.split('third, agreed', 0),
		(bob) => bob.set('third, agreed', { kind: 'heading2' })
	);
	expect(seen.lines).toEqual(['first', 'second', '', 'third, agreed', 'fourth']);
	expect(seen.document.children.map(({ attrs }) => String(attrs.kind))).toEqual([
		'paragraph',
		'paragraph',
		'paragraph',
		'heading2',
		'paragraph'
	]);
});

describe('undo', () => {
	it('takes a group back at a time: up to half a second of rest', () => {
		const ann = new TextPerson(1);
		ann.type('', 0, 'one ');
		ann.undo.manager.lastChange -= 300; // as if so many milliseconds had passed
		ann.type('one ', 4, 'two ');
		ann.undo.manager.lastChange -= 600;
		ann.type('one two ', 8, 'three');
		ann.undo.undo();
		expect(ann.lines).toEqual(['one two ']);
		ann.undo.undo();
		expect(ann.lines).toEqual(['']);
		ann.undo.redo();
		ann.undo.redo();
		expect(ann.lines).toEqual(['one two three']);
	});

	it('begins a group with a new line, and after 80 letters', () => {
		const ann = new TextPerson(1);
		ann.type('', 0, 'one');
		ann.split('one', 3);
		ann.type('', 0, 'two');
		ann.undo.undo();
		expect(ann.lines).toEqual(['one']);
		ann.undo.undo();
		ann.type('', 0, 'x'.repeat(200));
		ann.undo.undo();
		expect(ann.lines[0]?.length).toBe(160);
	});

	it('of a new line leaves what others wrote there, as a line', () => {
		const seen = both(
			['one', 'two'],
			(ann) => {
				ann.split('one', 3);
				ann.type('', 0, 'mine');
			},
			() => undefined
		);
		const bob = new TextPerson(7, Y.encodeStateAsUpdate(seen.doc));
		bob.type('mine', 4, ' and theirs');
		for (const update of bob.sent) seen.receive(update);
		seen.undo.undo();
		expect(seen.lines).toEqual(['one', ' and theirs', 'two']);
		seen.undo.redo();
		expect(seen.lines).toEqual(['one', 'mine and theirs', 'two']);
	});

	it('of a move brings the line back, once', () => {
		const ann = both(
			LINES,
			(one) => one.move('third, agreed', 'first'),
			() => undefined
		);
		ann.undo.undo();
		expect(ann.lines).toEqual(LINES);
		ann.undo.redo();
		expect(ann.lines).toEqual(['third, agreed', 'first', 'second', 'fourth']);
	});
});
