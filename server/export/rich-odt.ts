import { m } from '#messages/messages.js';
import { lineDirection } from './block-direction.ts';
import { escapeHtml } from './escape-html.ts';
import { spread } from './grid.ts';
import { markStyle } from './odt-styles.ts';
import { wordsIn } from './paper-words.ts';
import type { Block, Cell, Image, List, Picture, Run, Signature, Table } from './paper.ts';

/** The pictures of one file, by their paths in it. */
export type OdtPictures = Map<string, Image>;

interface Place {
	readonly style: string;
	readonly pictures: OdtPictures;
	/** Lists cannot have tables in them. */
	readonly isInList?: boolean;
	readonly anchor?: string | undefined;
}

/** Blocks of the paper as paragraphs, lists and tables of OpenDocument. */
export function odtBlocks(blocks: readonly Block[], pictures: OdtPictures): string {
	return placed(blocks, { style: 'Body', pictures });
}

function placed(blocks: readonly Block[], place: Place): string {
	return blocks.map((block) => odtBlock(block, place)).join('\n');
}

function odtBlock(block: Block, place: Place): string {
	switch (block.kind) {
		case 'paragraph':
			return block.number
				? line('Numbered', block.runs, hung(block.number))
				: line(place.style, block.runs, mark(place.anchor));
		case 'aside':
			return line(block.leads ? 'Leading' : 'Aside', block.runs);
		case 'heading':
			return odtHeading(
				block.depth,
				odtRuns(block.runs),
				lineDirection(block.runs) === 'rtl' ? '_rtl' : ''
			);
		case 'list':
			return odtList(block, place);
		case 'quote':
			return placed(block.blocks, { ...place, style: 'Quotation' });
		case 'table':
			return place.isInList ? tableInWords(block) : odtTable(block, place);
		case 'rule':
			return '<text:p text:style-name="Rule"/>';
		case 'record':
			return line(`Record_${block.record}`, block.runs, mark(block.anchor));
		case 'picture':
			return odtPicture(block, place);
		case 'facts':
			return grid(
				[27, 73],
				block.rows.map(({ term, value }) => [said('Term', term), said('Cell', value)])
			);
		case 'signatures':
			return grid(
				block.lines.map(() => 50),
				signatures(block.lines)
			);
		default:
			return block satisfies never;
	}
}

/** A heading; its style may be another than that of its level. */
export function odtHeading(level: number, content: string, suffix = ''): string {
	return `<text:h text:style-name="Heading_${level}${suffix}" text:outline-level="${level}">${content}</text:h>`;
}

/** A number in the margin. */
export function hung(number: string): string {
	return `<text:span text:style-name="Number">${escapeHtml(number)}</text:span><text:tab/>`;
}

/** Where references lead to. */
export function mark(anchor: string | undefined): string {
	return anchor ? `<text:bookmark text:name="${anchor}"/>` : '';
}

function line(style: string, runs: readonly Run[], before = ''): string {
	const side = lineDirection(runs) === 'rtl' ? '_rtl' : '';
	return `<text:p text:style-name="${style}${side}">${before}${odtRuns(runs)}</text:p>`;
}

function said(style: string, words: string): string {
	return line(style, [{ text: words, marks: [], link: undefined }]);
}

function odtRuns(runs: readonly Run[]): string {
	return runs.map(odtRun).join('');
}

function odtRun({ text, marks, link, to }: Run): string {
	const style = markStyle(marks);
	const words = odtText(text);
	const shown = style ? `<text:span text:style-name="${style}">${words}</text:span>` : words;
	const address = to ? `#${to}` : link;
	return address
		? `<text:a xlink:type="simple" xlink:href="${escapeHtml(address)}">${shown}</text:a>`
		: shown;
}

/** Text in which line ends, tabs and spaces in a row are elements, because the format joins them. */
export function odtText(text: string): string {
	return escapeHtml(text)
		.replaceAll('&#39;', '&apos;')
		.replaceAll('\n', '<text:line-break/>')
		.replaceAll('\t', '<text:tab/>')
		.replaceAll(/^ | $|(?<= ) /g, '<text:s/>');
}

function odtList(list: List, place: Place): string {
	const { marker, start, items } = list;
	const inside = { ...place, isInList: true, anchor: undefined };
	const shown = items.map(({ checked, blocks }, at) => {
		const sign = checked === undefined ? '' : checked ? '☑ ' : '☐ ';
		const first = at === 0 && marker === 'number' ? ` text:start-value="${start}"` : '';
		const content = placed(blocks, inside).replace(/^<text:p [^>]*[^/]>/, (tag) => `${tag}${sign}`);
		return `<text:list-item${first}>${content || `<text:p text:style-name="Body">${sign}</text:p>`}</text:list-item>`;
	});
	return `<text:list text:style-name="List_${marker}">${shown.join('')}</text:list>`;
}

function odtTable({ columns, headRows, rows }: Table, place: Place): string {
	const cells = spread(rows, columns.length).map((row) => row.map((cell) => odtCell(cell, place)));
	return grid(columns, cells, headRows);
}

/** Undefined: a place that a cell before covers. */
function odtCell(cell: Cell | undefined, place: Place): string {
	if (!cell) return '';
	const { header, colspan, rowspan, blocks, anchor } = cell;
	const spans = `${colspan > 1 ? ` table:number-columns-spanned="${colspan}"` : ''}${rowspan > 1 ? ` table:number-rows-spanned="${rowspan}"` : ''}`;
	const content = placed(blocks, { ...place, style: header ? 'Head' : 'Cell', anchor });
	return `<table:table-cell table:style-name="Cell"${spans} office:value-type="string">${content || '<text:p text:style-name="Cell"/>'}</table:table-cell>`;
}

function grid(
	columns: readonly number[],
	rows: readonly (readonly string[])[],
	headRows = 0
): string {
	const widths = columns.map(
		(width) =>
			`<table:table-column table:style-name="Column_${Math.max(1, Math.min(100, Math.round(width)))}"/>`
	);
	const shown = rows.map((row) => `<table:table-row>${row.map(cellOf).join('')}</table:table-row>`);
	const head = shown.slice(0, headRows).join('');
	const body = shown.slice(headRows).join('');
	return `<table:table table:style-name="Table">${widths.join('')}${head && `<table:table-header-rows>${head}</table:table-header-rows>`}${body}</table:table>`;
}

function cellOf(content: string): string {
	if (content === '') return '<table:covered-table-cell/>';
	if (content.startsWith('<table:table-cell')) return content;
	return `<table:table-cell table:style-name="Cell" office:value-type="string">${content}</table:table-cell>`;
}

function tableInWords({ rows }: Table): string {
	return rows
		.map((row) => said('Body', row.map((cell) => wordsIn(cell.blocks)).join(' | ')))
		.join('');
}

function signatures(lines: readonly Signature[]): string[][] {
	return [
		lines.map(({ name, role }) => `${said('Signature', name)}${said('Running', role)}`),
		lines.map(() => said('Signature', m.paper_fact_date()))
	];
}

const PIXEL = 0.2646; // mm
const MOST_WIDE = 148; // mm
const MOST_HIGH = 180;

function odtPicture({ image, alt, runs }: Picture, { pictures }: Place): string {
	const words = runs.length > 0 ? line('Aside', runs) : '';
	if (!image) return words || '<text:p text:style-name="Aside"/>';
	const path = `Pictures/${pictures.size + 1}.${image.type}`;
	pictures.set(path, image);
	const scale = Math.min(PIXEL, MOST_WIDE / image.width, MOST_HIGH / image.height);
	const size = `svg:width="${(image.width * scale).toFixed(1)}mm" svg:height="${(image.height * scale).toFixed(1)}mm"`;
	const frame = `<draw:frame draw:name="${path}" text:anchor-type="as-char" ${size}><draw:image xlink:href="${path}" xlink:type="simple"/><svg:desc>${odtText(alt).replaceAll(/<[^>]*>/g, ' ')}</svg:desc></draw:frame>`;
	return `<text:p text:style-name="Body">${frame}</text:p>${words}`;
}
