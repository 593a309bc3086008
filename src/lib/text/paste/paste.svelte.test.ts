import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NewLine } from '#shared/text/flatten.ts';
import { lettersOf } from '#shared/text/marks.ts';
import { htmlLines } from './html-lines.ts';
import { plainLines, structuredLines } from './plain-lines.ts';

const read = (html: string) => htmlLines(new DOMParser().parseFromString(html, 'text/html').body);
const file = (name: string) => readFileSync(`tests/cases/${name}`, 'utf8');

/** A line as one reads it: its kind, level and number, and its words with their marks. */
function said(line: NewLine): unknown {
	if (line.is === 'table')
		return line.rows.map((row) =>
			row.map(({ isHeader, colspan, rowspan, lines }) =>
				[
					isHeader ? 'h' : '',
					colspan * rowspan > 1 ? `${colspan}x${rowspan}` : '',
					lines.map(({ runs }) => lettersOf(runs)).join('/')
				]
					.filter(Boolean)
					.join(' ')
			)
		);
	if (line.is !== 'words') return line.is;
	const { kind, level, start, checked, runs } = line;
	const words = runs
		.map(({ text, marks }) =>
			marks.length > 0
				? `${marks.map(({ type, attrs }) => attrs?.href ?? type).join('+')}(${text})`
				: text
		)
		.join('');
	const place = [level > 0 && `>${level}`, start > 0 && `#${start}`, checked && '[x]'].filter(
		Boolean
	);
	return [kind === 'paragraph' ? '' : kind, ...place, words].filter(Boolean).join(' ');
}
const lines = (html: string) => read(html).lines.map(said);

describe('what is pasted', () => {
	it('from Word for the desktop: headings, lists, tracked changes', () => {
		expect(lines(file('05-word-list.html'))).toEqual([
			'heading2 Draft of the desk',
			'The desk proposes three steps, of which the second is for the lead agency:',
			'bullet collect the names of firms',
			'bullet >1 those of the north first',
			'bullet compare them',
			'The figure is fifty firms.'
		]);
	});

	it('from Word for the desktop: a numbered list that goes on after a nested one', () => {
		const item = (level: number, sign: string, words: string) =>
			`<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${sign}<span>&nbsp;&nbsp; </span></span>${words}</p>`;
		const list = [
			item(1, '3.', 'three'),
			item(2, 'a)', 'inner'),
			item(2, 'b)', 'inner too'),
			item(1, '4.', 'four'),
			'<p>between</p>',
			item(1, '5.', 'five')
		];
		expect(lines(list.join(''))).toEqual([
			...['ordered #3 three', 'ordered >1 #1 inner', 'ordered >1 inner too', 'ordered four'],
			...['between', 'ordered #5 five']
		]);
	});

	it('from Word in the browser: one list in many', () => {
		expect(lines(file('05-word-web.html'))).toEqual([
			'heading2 Findings of the desk',
			...['bullet north', 'bullet >1 coast', 'bullet south']
		]);
		const part = (start: number, words: string) =>
			`<div><ol start="${start}"><li><p>${words}</p></li></ol></div>`;
		expect(lines(part(1, 'one') + part(2, 'two') + part(1, 'anew'))).toEqual([
			...['ordered #1 one', 'ordered two', 'ordered #1 anew']
		]);
	});

	it('with headings of any level: the nearest that there is', () => {
		expect(lines(file('05-headings.html'))).toEqual([
			...['heading2 Heading one', 'text below', 'heading4 Heading five', 'more text']
		]);
	});

	it('from a mail: layout vanishes, the table of its writer stays', () => {
		expect(lines(file('06-mail-layout.html'))).toEqual([
			...['Dear colleagues,', 'the list is below.'],
			[
				['h Port', 'h Ships'],
				['North', '12']
			]
		]);
	});

	it('from a spreadsheet: as written', () => {
		const sheet = [
			['Port', '1.234,50', '01/02'],
			['North', '7,00', '03/04']
		];
		expect(lines(file('06-excel.html'))).toEqual([sheet]);
		expect(structuredLines(file('06-excel.txt')).map(said)).toEqual([sheet]);
	});

	it('with merged cells, and with spans that no table has', () => {
		expect(lines(file('06-merged.html'))).toEqual([
			[['a1', 'a2', 'a3'], ['b1', '2x2 bc23'], ['c1']]
		]);
		expect(lines(file('42-colspan-0.html'))).toEqual([[['all'], ['a', 'b']]]);
		expect(lines(file('42-colspan-1000.html'))).toEqual([[['40x1 whole width'], ['a', 'b']]]);
		expect(lines(file('42-rowspan-5000.html'))).toEqual([[['1x1000 tall', 'a'], ['b']]]);
	});

	it('with a picture: its sentences, and how many pictures are left out', () => {
		const { lines: found, pictures } = read(file('08-picture.html'));
		expect(found.map(said)).toEqual(['Words before the drawing.', 'Words after the drawing.']);
		expect(pictures).toBe(1);
		expect(read('<img width="1" height="1" src="https://example.org/count">').pictures).toBe(0);
	});

	it('from a page that says data-action: nothing of ours', () => {
		expect(lines(file('41-data-action.html'))).toEqual([
			...['before', 'The harbour office answers on Monday.', 'after']
		]);
		expect(lines(file('41-data-decision.html'))).toEqual([
			...['before', 'heading2 Your choice', 'We keep what you chose.', 'after']
		]);
	});

	it('from Google Docs: not all of it bold, lists in lists, underlined addresses', () => {
		const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
			<p dir="ltr"><span style="font-weight:700;font-style:italic">Bold</span><span style="font-weight:400"> and </span>
			<a href="https://example.org/a" style="text-decoration:none"><span style="text-decoration:underline">a link</span></a></p>
			<br><ul><li dir="ltr" aria-level="1"><p>one</p></li><ul><li dir="ltr" aria-level="2"><p>two</p></li></ul></ul>
			<ul><li role="checkbox" aria-checked="true"><p>done</p></li></ul></b>`;
		expect(lines(html)).toEqual([
			'bold+italic(Bold) and https://example.org/a(a link)',
			...['bullet one', 'bullet >1 two', 'task [x] done']
		]);
	});

	it('from Outlook: lines as divs, empty ones between, hard spaces', () => {
		const html = `<div class="MsoNormal">Dear all,</div><div><br></div><div>the&nbsp; first line<br>and the second<br><br>a new one with 1&nbsp;000&nbsp;ships</div>`;
		expect(lines(html)).toEqual([
			'Dear all,',
			'the first line\nand the second',
			'a new one with 1\u00A0000 ships'
		]);
	});

	it('with footnotes of Word, LibreOffice and Google Docs: their numbers in brackets', () => {
		const word = `<p>firms<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> met.</p><p><a href="#_ftnref1">[1]</a> Of the north.</p>`;
		expect(lines(word)).toEqual(['firms[1] met.', '[1] Of the north.']);
		const office = `<p>firms<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a> met.</p>`;
		expect(lines(office)).toEqual(['firms[1] met.']);
	});

	it('with code, quotations, rules, and a list in a quotation', () => {
		const html = `<blockquote><p>said</p><p>twice</p></blockquote><hr><pre>one\n  two</pre><p><code>x</code></p>`;
		expect(lines(html)).toEqual([
			...['quotation said', 'quotation twice', 'rule', 'one', 'two', 'code(x)']
		]);
	});

	it('with what nobody saw: scripts, styles, hidden words', () => {
		const html = `<style>p{}</style><p>seen<span style="display:none">hidden</span><span style='mso-hide:all'>too</span></p><script>alert(1)</script><noscript>no</noscript>`;
		expect(lines(html)).toEqual(['seen']);
		expect(lines('<a href="javascript:alert(1)">click</a>')).toEqual(['click']);
	});

	it('however large, keeps every word, and takes a time that goes with its length', () => {
		const row = (cells: number, words: string) => `<tr>${`<td>${words}</td>`.repeat(cells)}</tr>`;
		const tall = read(`<table>${row(2, 'a').repeat(2_500)}</table>`).lines;
		expect(tall.map((line) => line.is === 'table' && line.rows.length)).toEqual([
			1_000, 1_000, 500
		]);
		const [wide] = read(`<table>${row(50, 'b').repeat(2)}</table>`).lines;
		if (wide?.is !== 'table') throw new Error('no table');
		expect(wide.rows[0]).toHaveLength(40);
		expect(wide.rows[0]?.at(-1)?.lines).toHaveLength(11);
		const text = Array.from({ length: 20_000 }, (_, at) => `${(at % 900) + 1}. item`).join('\n');
		expect(
			structuredLines(text).filter((line) => line.is === 'words' && line.start > 0)
		).toHaveLength(23);
		expect(structuredLines('a\tb\n'.repeat(1_500))).toHaveLength(2);
	});

	it('with elements named like built-in properties, is read', () => {
		expect(lines('<constructor>one</constructor> <toString>two</toString>')).toEqual(['one two']);
	});

	it('however deep, is read', () => {
		const deep = `${'<div><span>'.repeat(3_000)}words${'</span></div>'.repeat(3_000)}`;
		expect(lines(deep)).toEqual(['words']);
		expect(lines(`${'<ul><li>'.repeat(30)}deep`)).toEqual(['bullet >7 deep']);
	});
});

describe('plain text', () => {
	it('stays as it is when it is asked for so', () => {
		expect(plainLines('- one\r\n\r\n2. two').map(said)).toEqual(['- one', '2. two']);
	});

	it('otherwise says its bullets and numbers', () => {
		const text = '• one\n    • inner\n1. first\n2. second\n\n2026 was a year';
		expect(structuredLines(text).map(said)).toEqual([
			...['bullet one', 'bullet >1 inner', 'ordered #1 first', 'ordered second', '2026 was a year']
		]);
	});
});
