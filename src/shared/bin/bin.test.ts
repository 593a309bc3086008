import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ACTS, meetingText } from '../../../tests/support/text-acts.ts';
import { TextPerson } from '../../../tests/support/text-person.ts';
import { newId } from '../ids.ts';
import type { MakeId } from '../text/append.ts';
import { withdrawRecord } from '../records/records.ts';
import { headsOf } from '../text/place.ts';
import { bringBack, emptyBin, removedIn, trimBin } from './bin.ts';
import { wasOf } from './was.ts';
import { bringRecordBack, withdrawnIn } from './withdrawn.ts';

const fresh = newId as unknown as MakeId;

function somebody(client = 1, from?: Uint8Array): TextPerson {
	const person = new TextPerson(client, from);
	if (!from) meetingText(person);
	person.undo.endGroup();
	return person;
}

function together(...people: readonly TextPerson[]): void {
	for (const from of people)
		for (const to of people) if (from !== to) to.receive(Y.encodeStateAsUpdate(from.doc));
	for (const one of people) {
		expect(one.document.toJSON()).toEqual(one.fresh.toJSON());
		expect(one.lines).toEqual(people[0]?.lines);
	}
}

const bin = (person: TextPerson) => removedIn(person.text).map(({ words }) => words);

function back(person: TextPerson, words: string): void {
	const line = removedIn(person.text).find((one) => one.words === words);
	if (!line) throw new Error(`«${words}» is not in the bin`);
	person.undo.endGroup();
	person.command((text) => bringBack(text, line.head, fresh));
	person.undo.endGroup();
}

const act = (person: TextPerson, name: string) => {
	person.undo.endGroup();
	ACTS[name]?.act(person, 'AAA');
	person.undo.endGroup();
};

it('[T15] keeps what a removed line said, for everybody and after a reload', () => {
	const ann = somebody();
	const lines = ann.lines;
	const id = ann.head('second').get('id');
	ann.mark('second', 'bold');
	ann.set('second', { kind: 'bullet', level: 1 });
	ann.undo.endGroup();
	ann.remove('second');
	expect(ann.freshWords).not.toContain('second');
	const bob = somebody(2, Y.encodeStateAsUpdate(ann.doc));
	expect(bin(bob)).toEqual(['second']);
	back(bob, 'second');
	together(ann, bob);
	expect(ann.lines).toEqual(lines);
	expect(ann.line('second').node.attrs).toMatchObject({ id, kind: 'bullet', level: 1 });
	expect(ann.line('second').node.firstChild?.marks[0]?.type.name).toBe('bold');
	expect(bin(ann)).toEqual([]);
	bob.undo.undo();
	together(ann, bob);
	expect(ann.lines).not.toContain('second');
	expect(bin(ann)).toEqual(['second']);
	bob.undo.redo();
	expect(bob.lines).toEqual(lines);
	bob.remove('second');
	expect(bin(bob)).toEqual(['second']);
});

it('[T15] is not in the bin when the removal is undone', () => {
	const ann = somebody();
	ann.remove('second');
	ann.undo.undo();
	expect(ann.lines).toContain('second');
	expect(bin(ann)).toEqual([]);
	ann.undo.redo();
	expect(bin(ann)).toEqual(['second']);
});

it('[T15] comes back once, when two people bring it back at once', () => {
	const ann = somebody();
	ann.remove('second');
	const bob = somebody(2, Y.encodeStateAsUpdate(ann.doc));
	for (const one of [ann, bob]) back(one, 'second');
	together(ann, bob);
	expect(ann.lines.filter((line) => line === 'second')).toHaveLength(1);
});

it('[T15] brings a table back with the words of its cells, once', () => {
	const ann = somebody();
	const lines = ann.lines;
	const { node, position } = tableOf(ann);
	ann.dispatch(ann.state.tr.delete(position, position + node.nodeSize));
	const bob = somebody(2, Y.encodeStateAsUpdate(ann.doc));
	expect(bin(bob)).toEqual(['a1 · b1\na2 · b2']);
	for (const one of [ann, bob]) back(one, 'a1 · b1\na2 · b2');
	together(ann, bob);
	expect(ann.lines).toEqual(lines);
});

function tableOf(person: TextPerson) {
	const [found] = person.document.children.flatMap((node, at) =>
		node.type.name === 'table' ? [{ node, at }] : []
	);
	if (!found) throw new Error('there is no table');
	const position = person.document.children
		.slice(0, found.at)
		.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
	return { node: found.node, position };
}

it('[T15] brings a card back, whose record had stayed', () => {
	const ann = somebody();
	const lines = ann.lines;
	act(ann, 'delete card');
	expect(bin(ann)).toEqual(['Report sent']);
	back(ann, 'Report sent');
	expect(ann.lines).toEqual(lines);
	expect(bin(ann)).toEqual([]);
});

it('[T15] leaves what was typed in the line meanwhile where it is', () => {
	const ann = somebody();
	const bob = somebody(2, Y.encodeStateAsUpdate(ann.doc));
	ann.remove('second');
	bob.type('second', 3, 'BBB');
	together(ann, bob);
	expect(bin(ann)).toEqual(['second']);
	back(ann, 'second');
	together(ann, bob);
	expect(ann.lines.slice(0, 3)).toEqual(['first', 'second', 'BBB']);
});

it.each(['move line', 'move line down', 'capture to action', 'turn card into text', 'move card'])(
	'[T15] has nothing of a line that is still there: %s',
	(name) => {
		const ann = somebody();
		act(ann, name);
		expect(bin(ann)).toEqual([]);
		expect(headsOf(ann.text).filter((head) => head.has('was'))).toEqual([]);
	}
);

it('[T15] has the words of a line that lost all at once, but not a single word', () => {
	const ann = somebody();
	const { position, node } = ann.line('third, agreed');
	ann.dispatch(ann.state.tr.delete(position + 1, position + node.nodeSize - 1));
	const first = ann.line('first');
	ann.dispatch(ann.state.tr.delete(first.position + 1, first.position + 6));
	expect(bin(ann)).toEqual(['third, agreed']);
	back(ann, 'third, agreed');
	expect(ann.lines.slice(0, 4)).toEqual(['', 'second', 'third, agreed', 'fourth']);
	expect(bin(ann)).toEqual([]);
	ann.undo.undo();
	expect(ann.lines.slice(0, 4)).toEqual(['', 'second', '', 'fourth']);
	ann.type(ann.lines[2] ?? '', 0, 'x');
	expect(ann.document.toJSON()).toEqual(ann.fresh.toJSON());
});

it('[T15] is bounded: the oldest words go first', () => {
	const ann = somebody();
	for (const line of ['first', 'second', 'fourth']) ann.remove(line);
	const at = (words: string) => removedIn(ann.text).find((one) => one.words === words)?.head;
	at('first')?.set('was', { at: 1, words: [['first']] });
	ann.command((text) => trimBin(text, 12));
	expect(bin(ann).sort()).toEqual(['fourth', 'second']);
	ann.command(emptyBin);
	expect(bin(ann)).toEqual([]);
	expect(ann.document.toJSON()).toEqual(ann.fresh.toJSON());
});

it('[T15] reads whatever stands there', () => {
	const ann = somebody();
	ann.remove('second');
	const head = removedIn(ann.text)[0]?.head;
	const strange = [1, 'x', null, [], {}, { at: 'x' }, { at: 1, words: 7, rows: [[7], 8] }];
	for (const was of strange) {
		ann.command(() => head?.set('was', was));
		expect(bin(ann)).toEqual([]);
	}
	const long = {
		at: 1,
		words: [['x'.repeat(50_000), { bold: true, onclick: 'x', link: { href: 'javascript:x' } }]]
	};
	ann.command(() => head?.set('was', long));
	expect(bin(ann)[0]).toHaveLength(10_000);
	expect(head && wasOf(head)?.runs[0]?.marks).toEqual([{ type: 'bold' }]);
});

it('[T15] brings a withdrawn record back, with its card', () => {
	const ann = somebody();
	const lines = ann.lines;
	const [, record = ''] = String(ann.head('Report sent').get('kind')).split(':');
	expect(withdrawnIn(ann.doc)).toEqual([]);
	ann.command(() => withdrawRecord(ann.doc, 'actions', record));
	expect(withdrawnIn(ann.doc)).toEqual([{ root: 'actions', id: record, words: 'Report sent' }]);
	act(ann, 'delete card');
	expect(bin(ann)).toEqual([]);
	ann.command(() => bringRecordBack(ann.doc, { root: 'actions', id: record }, fresh));
	expect(ann.lines).toEqual(lines);
	expect(withdrawnIn(ann.doc)).toEqual([]);
});

it.each(['capture to action', 'turn card into text'])(
	'[T15] has no record that became something else, or whose making was undone: %s',
	(name) => {
		const ann = somebody();
		act(ann, name);
		expect(withdrawnIn(ann.doc)).toEqual([]);
		ann.undo.undo();
		expect(withdrawnIn(ann.doc)).toEqual([]);
		expect(bin(ann)).toEqual([]);
	}
);

it.each([
	['from one line into another', 2, 3, ['second', 'third, agreed']],
	['from the beginning of a line to that of another', 0, 0, ['second', 'third, agreed']]
])('[T15] keeps the lines that a deletion takes %s', (_, from, to, between) => {
	const ann = somebody();
	ann.type('first', 5, ' of all');
	ann.undo.endGroup();
	const [start, end] = [ann.at('first of all', from), ann.at('fourth', to)];
	ann.dispatch(ann.state.tr.delete(start, end));
	ann.undo.endGroup();
	const words = from === 0 ? ['first of all', ...between] : between;
	expect(bin(ann).sort()).toEqual([...words].sort());
	const bob = somebody(2, Y.encodeStateAsUpdate(ann.doc));
	for (const word of words) back(bob, word);
	together(ann, bob);
	expect(ann.lines.slice(0, words.length)).toEqual(words);
	for (let step = 0; step < words.length; step++) bob.undo.undo();
	together(ann, bob);
	ann.undo.undo();
	expect(ann.lines.slice(0, 4)).toEqual(['first of all', 'second', 'third, agreed', 'fourth']);
	expect(bin(ann)).toEqual([]);
	expect(ann.document.toJSON()).toEqual(ann.fresh.toJSON());
});
