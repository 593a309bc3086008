import { expect, test } from 'vitest';
import type { RichNode } from '#shared/editor/rich-text.ts';
import { capTables } from './cap-tables.ts';
import { numberedNotes } from './notes.ts';
import { plainText } from './runs.ts';
import { cell, textTable } from './tables.ts';
import type { Block, Section } from './paper.ts';

const td = (...content: RichNode[]): RichNode => ({ type: 'tableCell', content });
const p = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const table = (rows: number, columns: number, inside: RichNode = p('x')): RichNode => ({
	type: 'table',
	content: Array.from({ length: rows }, () => ({
		type: 'tableRow',
		content: Array.from({ length: columns }, () => td(inside))
	}))
});
const section = (blocks: readonly Block[]): Section => ({
	...{ id: 'x', heading: 'X', number: undefined, label: undefined, startsPage: false, blocks }
});
const capped = (content: RichNode[], most: number) =>
	capTables([section(numberedNotes({ type: 'doc', content }, 'I', () => undefined))], most)[0]
		?.blocks ?? [];
const shown = (blocks: readonly Block[]) =>
	blocks.map((block) => {
		if (block.kind === 'table') return `${block.rows.length} rows`;
		return 'runs' in block ? plainText(block.runs) : block.kind;
	});

test('cuts the tables of a paper that has too many cells, and says in place what is missing', () => {
	const missing = (rows: string) =>
		`This table is longer than a file can show: ${rows} only on the board.`;
	expect(shown(capped([table(5, 2), table(5, 2), p('after'), table(1, 2)], 14))).toEqual([
		...['5 rows', '2 rows', missing('3 more rows are')],
		...['after', missing('1 more row is')]
	]);
});

test('prints a table inside a table as rows of words', () => {
	const [outer] = capped([table(2, 2, table(3, 2))], 100);
	const inner = outer?.kind === 'table' ? outer.rows[0]?.[0]?.blocks : [];
	expect(inner?.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'paragraph']);
	expect(JSON.stringify(outer).match(/"rowspan"/g)?.length).toBe(4);
});

test('cuts a cell that spans rows beyond the end', () => {
	const tall = table(4, 2);
	const [first] = tall.content?.[0]?.content ?? [];
	Object.assign(first ?? {}, { attrs: { rowspan: 4 } });
	const [cut] = capped([tall], 6);
	expect(cut?.kind === 'table' && cut.rows[0]?.[0]?.rowspan).toBe(2);
});

test('reads a table of very many rows only as far as it could be shown', () => {
	const blocks = capped([table(50_000, 1)], 3);
	expect(shown(blocks)[1]).toContain('49997 more rows');
});

test('leaves generated tables whole', () => {
	const list = textTable('Documents', [['Title', 1]], [[cell('a')], [cell('b')]]);
	expect(capTables([section([list])], 1)[0]?.blocks).toEqual([list]);
});
