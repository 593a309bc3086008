import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Seeded } from '../../../tests/support/seeded.ts';
import { newId } from '../ids.ts';
import { newHead } from './head.ts';
import type { LineId } from './line-id.ts';
import type { Line } from './line.ts';
import { readText, wordsOf } from './read.ts';
import { segmentsOf } from './segment.ts';
import { appendLine, setLine } from './write.ts';

const id = () => newId() as string as LineId;
const textOf = (doc = new Y.Doc()) => doc.getText('lines:text');
const plain = (text: string) => [{ text, marks: [] }];

/** A text that holds just this. */
function holding(...things: unknown[]): Y.Text {
	const text = textOf();
	for (const thing of things)
		if (typeof thing === 'string') text.insert(text.length, thing);
		else text.insertEmbed(text.length, thing as object);
	return text;
}

const words = (text: Y.Text) =>
	readText(text).lines.map((line: Line) => `${line.is} ${wordsOf(line)}`);

describe('a text is read', () => {
	it('as its lines, with marks and breaks', () => {
		const text = textOf();
		const bold = { type: 'bold' };
		const link = { type: 'link', attrs: { href: 'https://example.org' } };
		appendLine(text, { id: id(), kind: 'heading3' }, plain('Title'));
		appendLine(text, { id: id(), kind: 'task', level: 2, checked: true }, [
			{ text: 'A ', marks: [] },
			{ text: 'bold', marks: [bold] },
			{ text: '\nhere', marks: [link] }
		]);
		const [title, task] = readText(text).lines;
		expect(title).toMatchObject({ is: 'words', kind: 'heading3', runs: [{ text: 'Title' }] });
		expect(task).toMatchObject({ kind: 'task', level: 2, checked: true });
		expect(task?.is === 'words' && task.runs.map(({ marks }) => marks)).toEqual([
			[],
			[bold],
			[link]
		]);
	});

	it('as one empty line when there is nothing', () => {
		expect(words(textOf())).toEqual(['words ']);
	});

	it.each<[string, Y.Text, string[]]>([
		['letters without a head', holding('bare'), ['words bare']],
		['a head of no kind', holding(new Y.Map([['here', true]]), 'in'), ['unknown in']],
		['a kind of later', holding(newHead({ id: id(), kind: 'poll' }), 'in'), ['unknown in']],
		[
			'a list in a line',
			holding(newHead({ id: id(), kind: 'paragraph' }), new Y.Array()),
			['words \uFFFC']
		],
		['an object in a line', holding({ image: 1 }, 'in'), ['words \uFFFCin']],
		['a card without a record', holding(newHead({ id: id(), kind: 'action:x' })), ['unknown ']],
		['a table without rows', holding(newHead({ id: id(), kind: 'table' }), 'in'), ['words in']],
		[
			'letters behind a rule',
			holding(newHead({ id: id(), kind: 'rule' }), 'in'),
			['rule ', 'words in']
		]
	])('whatever stands there: %s', (_name, text, lines) => {
		expect(words(text)).toEqual(lines);
	});

	it('with every number in its bounds', () => {
		const head = newHead({ id: id(), kind: 'ordered', level: 99, start: -4 });
		head.set('checked', 'yes');
		const [line] = readText(holding(head)).lines;
		expect(line).toMatchObject({ level: 7, start: 0, checked: false });
		const second = newHead({ id: id(), kind: 'ordered', level: 1.5, start: 1e9 });
		expect(readText(holding(second)).lines[0]).toMatchObject({ level: 0, start: 9_999 });
	});

	it('without marks, links and ids that are not ours', () => {
		const text = holding(
			new Y.Map<unknown>([
				['here', true],
				['id', '__proto__'],
				['kind', 'paragraph']
			]),
			'here'
		);
		const formats: object = {
			constructor: {},
			['__proto__']: {},
			link: { href: 'javascript:alert(1)' },
			ychange: 1
		};
		text.format(1, 4, formats);
		expect(readText(text).lines).toMatchObject([
			{ id: undefined, runs: [{ text: 'here', marks: [] }] }
		]);
	});

	it('up to its limits, and says so', () => {
		const text = textOf();
		for (let at = 0; at < 20; at++) appendLine(text, { id: id(), kind: 'paragraph' }, plain('abc'));
		expect(readText(text, { lines: 5, letters: 1_000 })).toMatchObject({ isCut: true });
		expect(readText(text, { lines: 5, letters: 1_000 }).lines).toHaveLength(4);
		expect(readText(text, { lines: 100, letters: 10 }).lines).toHaveLength(3);
		expect(readText(text).isCut).toBe(false);
	});

	it('never throws, and shows every letter, whatever somebody wrote', () => {
		for (let seed = 1; seed <= 200; seed++) {
			const seeded = new Seeded(seed);
			const text = textOf();
			for (let at = 0; at < 40; at++) hostile(text, seeded);
			const letters = [...segmentsOf(text)].reduce((sum, { length }) => sum + length, 0);
			expect(() => readText(text), `seed ${seed}`).not.toThrow();
			const seen = readText(text).lines.reduce((sum, line) => sum + wordsOf(line).length, 0);
			expect(seen, `seed ${seed}`).toBe(letters);
		}
	});
});

const VALUES: readonly unknown[] = [
	true,
	'paragraph',
	'rule',
	'table',
	'poll',
	'action:x',
	-1,
	1e300,
	'',
	{},
	['a'],
	null
];

function hostile(text: Y.Text, seeded: Seeded): void {
	const at = seeded.below(text.length + 1);
	const value = () => seeded.pick(VALUES);
	switch (seeded.below(6)) {
		case 0:
			return text.insert(at, seeded.pick(['a', '\uD800', '\n', '\u0000', 'word ']));
		case 1: {
			const head = new Y.Map<unknown>();
			for (const key of ['here', 'id', 'kind', 'level', 'rank', 'copied', 'rows', 'merges'])
				if (seeded.next() < 0.5) head.set(key, value());
			return text.insertEmbed(at, head);
		}
		case 2:
			return text.insertEmbed(at, seeded.pick([{ a: 1 }, new Y.Array(), new Y.Text('x')]));
		case 3:
			return text.format(0, at, { [seeded.pick(['bold', 'link', '__proto__'])]: value() });
		case 4:
			return text.delete(Math.max(0, at - 2), Math.min(2, at));
		default: {
			const head = newHead({ id: newId() as string as LineId, kind: 'paragraph' });
			text.insertEmbed(at, head);
			return setLine(head, { level: seeded.below(20) });
		}
	}
}
