import { expect, test } from 'vitest';
import { run, type Block } from './paper.ts';
import { escapeMarkdown, markdownBlocks, markdownRuns } from './rich-markdown.ts';

test.each([
	['*x* $y$ @ref', '\\*x\\* \\$y\\$ @ref'],
	['| a | b |', '\\| a \\| b \\|'],
	['<script>', '\\<script\\>'],
	['# heading', '\\# heading'],
	['1. list', '1\\. list'],
	['12) list', '12\\) list'],
	['- list', '\\- list'],
	['    code', 'code'],
	['a - b 1. c', 'a - b 1. c'],
	['&lt;b&gt;', '\\&lt;b\\&gt;'],
	['[a](javascript:x)', '\\[a\\](javascript:x)']
])('%j stays text', (text, escaped) => {
	expect(markdownRuns([run(text)])).toBe(escaped);
});

test('keeps a line that starts like markup after a line break as text', () => {
	expect(escapeMarkdown('a\n- b\n# c')).toBe('a\n\\- b\n\\# c');
});

test('keeps backticks in code', () => {
	expect(markdownRuns([run('a ``b`', 'code')])).toBe('``` a ``b` ```');
});

test('puts marks next to the words, without spaces between', () => {
	expect(markdownRuns([run('so'), run(' bold ', 'bold'), run('it is')])).toBe('so **bold** it is');
});

test('does not let a link end early', () => {
	const link = { ...run('x'), link: 'https://example.eu/a)b>c' };
	expect(markdownRuns([link])).toBe('[x](<https://example.eu/a)b%3Ec>)');
});

test('keeps a cell with pipes, line breaks and several blocks as one cell', () => {
	const cell = (...blocks: Block[]) => ({ header: false, colspan: 1, rowspan: 1, blocks });
	const p = (...runs: ReturnType<typeof run>[]): Block => ({
		kind: 'paragraph',
		number: undefined,
		runs
	});
	const table: Block = {
		kind: 'table',
		caption: '',
		columns: [1, 1],
		headRows: 0,
		rows: [[cell(p(run('a|b', 'code')), p(run('c'), run('\n'), run('d'))), cell(p(run('e|f')))]]
	};
	expect(markdownBlocks([table]).split('\n').at(-1)).toBe('| `a\\|b` c d | e\\|f |');
});
