import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { withoutLines } from '../../../tests/support/lines.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import type { RichNode } from '../editor/rich-text.ts';
import { newId } from '../ids.ts';
import { appendLines } from './append.ts';
import { flatten } from './flatten.ts';
import type { LineId } from './line-id.ts';
import { nestLines } from './nest.ts';
import { readText } from './read.ts';

const text = (words: string, ...marks: string[]): RichNode => ({
	...{ type: 'text', text: words },
	...(marks.length > 0 && { marks: marks.map((type) => ({ type })) })
});
const p = (...content: RichNode[]): RichNode => ({
	type: 'paragraph',
	...(content.length > 0 && { content })
});
const item = (...content: RichNode[]): RichNode => ({ type: 'listItem', content });
const bullets = (...content: RichNode[]): RichNode => ({ type: 'bulletList', content });
const cell = (type: string, words: string, spans: object = {}): RichNode => ({
	...{ type, attrs: { colspan: 1, rowspan: 1, ...spans } },
	content: [p(text(words))]
});

/** A tree, written as lines and read as a tree again. */
function again(...content: RichNode[]): readonly RichNode[] {
	const lines = new Y.Doc().getText('lines');
	lines.doc?.transact(() =>
		appendLines(lines, flatten({ type: 'doc', content }), () => newId() as string as LineId)
	);
	return withoutLines(nestLines(readText(lines))).content ?? [];
}

describe('a tree that becomes lines, and the lines a tree', () => {
	it.each<[string, RichNode[]]>([
		[
			'words with marks and breaks',
			[p(text('one '), text('two', 'bold'), { type: 'hardBreak' }, text('three'))]
		],
		[
			'headings',
			[2, 3, 4].map((level) => ({ type: 'heading', attrs: { level }, content: [text('h')] }))
		],
		['an open point', [{ type: 'openPoint', content: [text('who pays?')] }]],
		[
			'a quotation of two lines',
			[{ type: 'blockquote', content: [p(text('a')), p(text('b'))] }, p(text('c'))]
		],
		[
			'lists in lists',
			[bullets(item(p(text('north')), bullets(item(p(text('coast'))))), item(p(text('south'))))]
		],
		[
			'a numbered list that starts later, in it tasks',
			[
				{
					...{ type: 'orderedList', attrs: { start: 4 } },
					content: [
						item(p(text('four')), {
							type: 'taskList',
							content: [
								{ type: 'taskItem', attrs: { checked: true }, content: [p(text('done'))] },
								{ type: 'taskItem', attrs: { checked: false }, content: [p(text('open'))] }
							]
						}),
						item(p(text('five')))
					]
				}
			]
		],
		[
			'an item of two paragraphs',
			[bullets(item(p(text('first')), p(text('and more'))), item(p(text('second'))))]
		],
		['a rule, and a paragraph without words', [{ type: 'horizontalRule' }, p()]],
		[
			'a card',
			[
				{
					type: 'actionBlock',
					attrs: { id: 'abcdefghjkmnpqrstuvwxyz2'.padEnd(24, 'a').slice(0, 24) }
				}
			]
		],
		[
			'a table with headings and merged cells',
			[
				{
					type: 'table',
					content: [
						{ type: 'tableRow', content: ['a', 'b'].map((words) => cell('tableHeader', words)) },
						{ type: 'tableRow', content: [cell('tableCell', 'both', { colspan: 2 })] },
						{ type: 'tableRow', content: ['c', 'd'].map((words) => cell('tableCell', words)) }
					]
				}
			]
		]
	])('%s', (_, content) => {
		expect(again(...content)).toEqual(content);
	});

	it('two numbered lists, one upon the other, stay two', () => {
		const numbered = (start: number, words: string): RichNode => ({
			...{ type: 'orderedList', attrs: { start } },
			content: [item(p(text(words))), item(p(text(words)))]
		});
		const content = [numbered(1, 'a'), numbered(1, 'b'), numbered(7, 'c')];
		expect(again(...content)).toEqual(content);
	});

	it('of a list in a quotation, the list stays; of a table in a cell, the words', () => {
		expect(again({ type: 'blockquote', content: [bullets(item(p(text('a'))))] })).toEqual([
			bullets(item(p(text('a'))))
		]);
		const inner: RichNode = {
			type: 'table',
			content: [{ type: 'tableRow', content: [cell('tableCell', 'inner')] }]
		};
		const outer = { ...cell('tableCell', 'outer'), content: [p(text('outer')), inner] };
		const made = again({ type: 'table', content: [{ type: 'tableRow', content: [outer] }] });
		expect(JSON.stringify(made)).toMatch(/outer.*inner/);
	});

	it('keeps every word of any tree, in its order', () => {
		for (let seed = 1; seed <= 100; seed++) {
			const content = ((seeded) => Array.from({ length: 4 }, () => anything(seeded, 3)))(
				new Seeded(seed)
			);
			const made = again(...content);
			expect(wordsOf(made), `seed ${seed}`).toBe(wordsOf(content));
			expect(wordsOf(again(...made)), `seed ${seed}`).toBe(wordsOf(content));
		}
	});

	let count = 0;
	function anything(seeded: Seeded, depth: number): RichNode {
		const inner = () =>
			Array.from({ length: 1 + seeded.below(3) }, () => anything(seeded, depth - 1));
		const leaf = () => p(text(`w${count++} `));
		if (depth === 0) return leaf();
		switch (seeded.below(8)) {
			case 0:
				return { type: 'blockquote', content: inner() };
			case 1:
				return bullets(...inner().map((node) => item(leaf(), node)));
			case 2:
				return {
					...{ type: 'orderedList', attrs: { start: 1 + seeded.below(3) } },
					content: inner().map((node) => item(node))
				};
			case 3:
				return {
					type: 'table',
					content: [
						{
							type: 'tableRow',
							content: inner().map((node) => ({ ...cell('tableCell', ''), content: [node] }))
						}
					]
				};
			case 4:
				return {
					type: 'heading',
					attrs: { level: 2 + seeded.below(3) },
					content: [text(`w${count++} `)]
				};
			default:
				return leaf();
		}
	}

	const wordsOf = (nodes: readonly RichNode[]): string =>
		nodes.map((node) => (node.text ?? '') + wordsOf(node.content ?? [])).join('');
});
