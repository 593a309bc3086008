import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { meetingText } from '../../../tests/support/text-acts.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import { TextPerson } from '../../../tests/support/text-person.ts';
import { addRecord, copiesOf, sayRecord } from '../records/records.ts';
import { segmentsOf } from '../text/segment.ts';
import { finderFor } from './finder.ts';
import { replaceInText, type Replaced } from './replace.ts';

const searched = (words: string) => {
	const finder = finderFor({ words, matchCase: false, wholeWords: false });
	if (!finder) throw new Error('nothing is searched for');
	return finder;
};

function replace(person: TextPerson, words: string, by: string, isOpen = true): Replaced {
	let done: Replaced = { replaced: 0, locked: 0 };
	person.undo.endGroup();
	person.command((text) => {
		done = replaceInText(text, { finder: searched(words), by, mayChange: () => isOpen });
	});
	return done;
}

function somebody(client = 1, from?: Uint8Array): TextPerson {
	const person = new TextPerson(client, from);
	if (!from) meetingText(person);
	person.undo.endGroup();
	return person;
}

it('replaces in lines, in cells and in the wording of cards, and one undo takes all of it back', () => {
	const ann = somebody();
	const before = ann.freshWords;
	ann.type('fifth', 5, ' a1 Report');
	expect(replace(ann, 'report', 'Letter')).toEqual({ replaced: 2, locked: 0 });
	expect(replace(ann, 'A1', 'one')).toEqual({ replaced: 2, locked: 0 });
	expect(ann.lines.join('\n')).toContain('Letter sent');
	expect(ann.lines).toContain('fifth one Letter');
	expect(ann.document.toJSON()).toEqual(ann.fresh.toJSON());
	for (let step = 0; step < 3; step++) ann.undo.undo();
	expect(ann.freshWords).toEqual(before);
});

it('leaves alone what is agreed, and counts it', () => {
	const ann = somebody();
	expect(replace(ann, 'sent', 'gone', false)).toEqual({ replaced: 0, locked: 1 });
	expect(ann.freshWords.join()).toContain('Report sent');
});

it('never changes a line of a later release, or goes on into the next line', () => {
	const ann = somebody();
	ann.command(() => ann.head('second').set('kind', 'hologram'));
	expect(replace(ann, 'second', 'x')).toEqual({ replaced: 0, locked: 1 });
	expect(replace(ann, 'firstsecond', 'x')).toEqual({ replaced: 0, locked: 0 });
	expect(replace(ann, 'fourth', 'a\nb')).toEqual({ replaced: 1, locked: 0 });
	expect(ann.lines).toContain('a b');
});

it('keeps the marks of the words', () => {
	const ann = somebody();
	ann.mark('second', 'bold');
	replace(ann, 'sec', 'Third-S');
	const [, , line] = [...segmentsOf(ann.text)];
	expect(line?.runs).toEqual([{ text: 'Third-Sond', marks: [{ type: 'bold' }] }]);
});

it('changes only the letters that differ', () => {
	const ann = somebody();
	const changes: unknown[] = [];
	ann.text.observe(({ delta }) => changes.push(...delta.filter((part) => !('retain' in part))));
	replace(ann, 'first', 'fiRst');
	replace(ann, 'second', 'seconds');
	replace(ann, 'fourth', 'forth');
	expect(changes).toEqual([{ delete: 1 }, { insert: 'R' }, { insert: 's' }, { delete: 1 }]);
	expect(replace(ann, 'forth', 'forth')).toEqual({ replaced: 0, locked: 0 });
});

it('replaces in a record of which two people made a copy each, and wrote into both', () => {
	const [ann, bob] = [somebody(1), somebody(2)];
	const id = 'a'.repeat(24);
	for (const one of [ann, bob]) {
		one.command(() => addRecord(one.doc, 'actions', id, [], 'send it'));
		sayRecord(copiesOf(one.doc, 'actions', id), `send it, says ${one.doc.clientID}`);
		one.command(() => one.head('Report sent').set('kind', `action:${id}`));
	}
	bob.receive(Y.encodeStateAsUpdate(ann.doc));
	expect(replace(bob, 'send', 'post').replaced).toBeGreaterThan(1);
	expect(bob.lines).toContain('post it, says 1 / post it, says 2');
});

/** The words of a text without what was typed meanwhile. */
const without = (person: TextPerson, tokens: readonly string[]) =>
	tokens.reduce((words, token) => words.replace(token, ''), person.freshWords.join('\n'));

it('keeps all other letters and what others type meanwhile, and is the same everywhere', () => {
	for (let round = 0; round < 30; round++) {
		const seeded = new Seeded(round);
		const start = somebody(50);
		for (const words of ['the first of the fourth', 'Ëthe other, the last'])
			start.type(start.lines[0] ?? '', 0, words);
		const state = Y.encodeStateAsUpdate(start.doc);
		const [ann, bob, cay] = [somebody(60 + round, state), somebody(20, state), somebody(21, state)];
		const before = ann.freshWords.join('\n');
		const [words, by] = [
			seeded.pick(['th', 'the', 't', 'rst', 'Report']),
			seeded.pick(['', 'X', 'thx', 'Żthe'])
		];
		replace(ann, words, by);
		const tokens: string[] = [];
		for (const one of [bob, cay])
			for (let step = 0; step < 4; step++) {
				const line = seeded.pick(one.lines.filter((said, at) => at < 4 && said !== ''));
				const token = '①②③④⑤⑥⑦⑧'[tokens.length] ?? '';
				one.paste(line, seeded.below(line.length + 1), token);
				tokens.push(token);
			}
		const people = [ann, bob, cay];
		for (const from of people)
			for (const to of people) if (from !== to) to.receive(Y.encodeStateAsUpdate(from.doc));
		for (const one of people) {
			expect(one.document.toJSON()).toEqual(one.fresh.toJSON());
			expect(one.document.toJSON()).toEqual(ann.document.toJSON());
		}
		for (const token of tokens) expect(ann.freshWords.join('\n')).toContain(token);
		const expected = before
			.split('\n')
			.map((line) =>
				searched(words)(line)
					.toReversed()
					.reduce((said, { from, to }) => said.slice(0, from) + by + said.slice(to), line)
			)
			.join('\n');
		expect(without(ann, tokens), `round ${round}`).toBe(expected);
	}
});
