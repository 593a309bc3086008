import { expect, test } from 'vitest';
import type { RichNode } from '#shared/editor/rich-text.ts';
import { numberedNotes } from './notes.ts';
import { plainText, readRuns } from './runs.ts';
import { readBlocks } from './rich.ts';

const text = (words: string): RichNode => ({ type: 'text', text: words });
const p = (words: string): RichNode => ({ type: 'paragraph', content: [text(words)] });
const doc = (...content: RichNode[]): RichNode => ({ type: 'doc', content });
const heading = (level: number): RichNode => ({
	type: 'heading',
	attrs: { level },
	content: [text(`level ${level}`)]
});
const nothing = () => undefined;

test.each([
	'javascript:alert(1)',
	'data:text/html,x',
	' java\nscript:x',
	'file:///etc',
	'/relative',
	7
])('a link to %j becomes plain text', (href) => {
	const linked = { ...text('here'), marks: [{ type: 'link', attrs: { href } }] };
	expect(readRuns(doc(linked))).toEqual([{ text: 'here', marks: [], link: undefined }]);
});

test.each(['https://example.eu/', 'http://example.eu/', 'mailto:desk@example.eu'])(
	'keeps a link to %s',
	(href) => {
		const linked = { ...text('here'), marks: [{ type: 'link', attrs: { href } }] };
		expect(readRuns(doc(linked))[0]?.link).toBe(href);
	}
);

test('numbers the top-level paragraphs of an item, but not lists, quotes and empty lines', () => {
	const list = { type: 'bulletList', content: [{ type: 'listItem', content: [p('in a list')] }] };
	const quote = { type: 'blockquote', content: [p('quoted')] };
	const blocks = numberedNotes(doc(p('one'), list, p(' '), quote, p('two')), '4', nothing);
	const shown = blocks.map((block) => (block.kind === 'paragraph' ? block.number : block.kind));
	expect(shown).toEqual(['4.1', 'list', 'quote', '4.2']);
});

test('skips no heading level', () => {
	const blocks = numberedNotes(doc(heading(4), heading(4), heading(2), heading(4)), '1', nothing);
	expect(blocks.map((block) => (block.kind === 'heading' ? block.depth : 0))).toEqual([3, 4, 3, 4]);
});

test('prints a heading inside a quote as a bold line', () => {
	const [quote] = readBlocks(doc({ type: 'blockquote', content: [heading(2)] }), nothing);
	expect(quote).toMatchObject({
		kind: 'quote',
		blocks: [{ kind: 'paragraph', runs: [{ text: 'level 2', marks: ['bold'] }] }]
	});
});

test('keeps the text of a block that is not in the schema', () => {
	const strange = { type: 'iframe', attrs: { src: 'https://example.eu' }, content: [p('inside')] };
	expect(readBlocks(doc(strange), nothing)).toMatchObject([{ runs: [{ text: 'inside' }] }]);
});

test('flattens lists that are nested too deeply, without losing text', () => {
	let list = p('deep');
	for (let depth = 0; depth < 500; depth++)
		list = { type: 'bulletList', content: [{ type: 'listItem', content: [list] }] };
	const blocks = readBlocks(doc(list), nothing);
	expect(JSON.stringify(blocks)).toContain('deep');
	expect(JSON.stringify(blocks).match(/"bullet"/g)?.length).toBeLessThan(10);
});

test('prints nothing for a withdrawn record', () => {
	expect(readBlocks(doc({ type: 'actionBlock', attrs: { id: 'gone' } }), nothing)).toEqual([]);
});

test('makes a line break a separate run', () => {
	const runs = readRuns(doc(text('a'), { type: 'hardBreak' }, text('b')));
	expect(plainText(runs)).toBe('a\nb');
});

test('labels an open point as such', () => {
	const point = { type: 'openPoint', content: [text('who pays')] };
	expect(numberedNotes(doc(point), '4', nothing)).toMatchObject([
		{
			kind: 'paragraph',
			number: '4.1',
			runs: [{ text: 'Open point: ', marks: ['bold'] }, { text: 'who pays' }]
		}
	]);
});
