import { m } from '#messages/messages.js';
import { blockDirection } from './block-direction.ts';
import { escapeHtml } from './escape-html.ts';
import {
	isWideTable,
	type Block,
	type Cell,
	type List,
	type ListItem,
	type Picture,
	type Run,
	type RunMark,
	type Signature,
	type Table
} from './paper.ts';

const TAGS: Record<RunMark, string> = {
	bold: 'strong',
	italic: 'em',
	underline: 'u',
	strike: 's',
	code: 'code'
};

function htmlRuns(runs: readonly Run[]): string {
	return runs.map(htmlRun).join('');
}

function htmlRun({ text, marks, link, to }: Run): string {
	if (text === '\n') return '<br>';
	const marked = marks.reduce(
		(inner, mark) => `<${TAGS[mark]}>${inner}</${TAGS[mark]}>`,
		escapeHtml(text)
	);
	if (to) return `<a href="#${to}">${marked}</a>`;
	return link ? `<a href="${escapeHtml(link)}" rel="noopener noreferrer">${marked}</a>` : marked;
}

export function htmlBlocks(blocks: readonly Block[]): string {
	return blocks.map(htmlBlock).join('\n');
}

function htmlBlock(block: Block): string {
	switch (block.kind) {
		case 'paragraph':
			return `<p dir="auto">${hung(block.number)}${htmlRuns(block.runs)}</p>`;
		case 'aside':
			return `<p class="aside${block.leads ? ' leads' : ''}" dir="auto">${htmlRuns(block.runs)}</p>`;
		case 'heading':
			return `<h${block.depth} dir="auto">${htmlRuns(block.runs)}</h${block.depth}>`;
		case 'list':
			return htmlList(block);
		case 'quote':
			return `<blockquote${turned(block)}>${htmlBlocks(block.blocks)}</blockquote>`;
		case 'table':
			return htmlTable(block);
		case 'rule':
			return '<hr>';
		case 'record':
			return `<p class="record ${block.record}"${idOf(block)} dir="auto">${htmlRuns(block.runs)}</p>`;
		case 'picture':
			return htmlPicture(block);
		case 'facts':
			return htmlFacts(block.rows);
		case 'signatures':
			return `<div class="signatures">${block.lines.map(signature).join('')}</div>`;
		default:
			return block satisfies never;
	}
}

/** Only letters, digits and underscores. */
function idOf({ anchor }: { readonly anchor?: string }): string {
	return anchor ? ` id="${anchor}"` : '';
}

function htmlPicture({ image, alt, runs }: Picture): string {
	const words = htmlRuns(runs);
	if (!image) return `<p class="aside" dir="auto">${words}</p>`;
	const { type, data, width, height } = image;
	const source = `data:image/${type};base64,${escapeHtml(data)}`;
	const shown = `<img src="${source}" alt="${escapeHtml(alt)}" width="${width}" height="${height}">`;
	// The words stand below for everybody; whoever has them read aloud hears them once.
	const caption = words && `<figcaption class="aside" dir="auto">${words}</figcaption>`;
	return `<figure>${shown}${caption}</figure>`;
}

/** A number hanging in the margin. */
export function hung(number: string | undefined): string {
	return number === undefined ? '' : `<span class="number">${escapeHtml(number)}</span> `;
}

function htmlList(list: List): string {
	const { marker, start, items } = list;
	const side = turned(list);
	if (marker === 'task') return `<ul class="tasks"${side}>${items.map(htmlTask).join('')}</ul>`;
	const shown = items.map((item) => `<li>${htmlBlocks(item.blocks)}</li>`).join('');
	return marker === 'number'
		? `<ol start="${start}"${side}>${shown}</ol>`
		: `<ul${side}>${shown}</ul>`;
}

/** Puts the marks of a list, or the bar of a quotation, on the side where its text begins. */
function turned(block: Block): string {
	return ` dir="${blockDirection(block)}"`;
}

function htmlTask({ checked, blocks }: ListItem): string {
	const box = checked ? '☑' : '☐';
	const words = `${checked ? m.paper_done() : m.paper_to_do()} `;
	return `<li><span class="box" aria-hidden="true">${box}</span><span class="unseen">${words}</span>${htmlBlocks(blocks)}</li>`;
}

function htmlTable(table: Table): string {
	const { caption, columns, headRows, rows } = table;
	const total = columns.reduce((sum, width) => sum + width, 0);
	const widths = columns.map(
		(width) => `<col style="width:${((100 * width) / total).toFixed(1)}%">`
	);
	const body = rows.slice(headRows).map((row) => htmlRow(row, 'row'));
	const isWide = isWideTable(table);
	return [
		// The table scrolls on a narrow screen, so it must be reachable by keyboard and have a name.
		`<div class="table${isWide ? ' wide' : ''}" role="group" tabindex="0" aria-label="${escapeHtml(caption || m.paper_table())}"><table>`,
		caption && `<caption class="unseen">${escapeHtml(caption)}</caption>`,
		`<colgroup>${widths.join('')}</colgroup>`,
		headRows > 0 &&
			`<thead>${rows
				.slice(0, headRows)
				.map((row) => htmlRow(row, 'col'))
				.join('')}</thead>`,
		`<tbody>${body.join('')}</tbody></table></div>`
	]
		.filter(Boolean)
		.join('');
}

function htmlRow(row: readonly Cell[], scope: 'row' | 'col'): string {
	return `<tr>${row.map((cell) => htmlCell(cell, scope)).join('')}</tr>`;
}

function htmlCell(cell: Cell, scope: 'row' | 'col'): string {
	const { header, colspan, rowspan, blocks } = cell;
	const tag = header && blocks.length ? `th scope="${scope}"` : 'td';
	const across = colspan > 1 ? ` colspan="${colspan}"` : '';
	const down = rowspan > 1 ? ` rowspan="${rowspan}"` : '';
	return `<${tag}${idOf(cell)}${across}${down}>${htmlBlocks(blocks)}</${tag.slice(0, 2)}>`;
}

function htmlFacts(rows: readonly { term: string; value: string }[]): string {
	const parts = rows.map(
		({ term, value }) =>
			`<div><dt>${escapeHtml(term)}</dt><dd dir="auto">${escapeHtml(value)}</dd></div>`
	);
	return `<dl>${parts.join('')}</dl>`;
}

function signature({ role, name }: Signature): string {
	const who = `<b dir="auto">${escapeHtml(name) || '&nbsp;'}</b><br>${escapeHtml(role)}`;
	return `<div><p>${who}</p><p>${escapeHtml(m.paper_fact_date())}</p></div>`;
}
