import { m } from '#messages/messages.js';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { spread } from './grid.ts';
import { outline } from './outline.ts';
import type { Block, Fact, List, Paper, Run, Section, Table } from './paper.ts';
import { filled, indented } from './text-lines.ts';

/** Of a line, where its words can be broken. */
const WIDTH = 78;

/**
 * The minutes as plain text in UTF-8, for mail and for programs that know nothing else. The label is the first and the last
 * line. Marks are lost but that words are struck out; an address follows the words that lead to it.
 */
export function renderText(minutes: Minutes): Uint8Array {
	const paper = outline(minutes);
	const label = [paper.label, ...(paper.recipient ? [paper.recipient] : [])].join(' · ');
	const parts = [
		label,
		`${paper.kicker} · ${paper.status}`,
		underlined(paper.title, '='),
		paper.subtitle,
		...(paper.hasContents ? [contents(paper)] : []),
		...paper.sections.map(section),
		`${paper.reference} · ${paper.status}`,
		label
	];
	return new TextEncoder().encode(`${parts.join('\n\n')}\n`);
}

function contents({ sections }: Paper): string {
	const lines = sections.map(({ number = '', heading }) => `${number.padEnd(4)}${heading}`);
	return [underlined(m.paper_contents(), '-'), '', ...lines].join('\n');
}

function section({ number, heading, label, blocks }: Section): string {
	const words = [number, heading, label && `[${label}]`].filter(Boolean).join(' ');
	return `\n${underlined(words, '-')}\n\n${textBlocks(blocks, WIDTH)}`;
}

function underlined(words: string, sign: string): string {
	const line = words.replaceAll('\n', ' ');
	return `${line}\n${sign.repeat(Math.min(WIDTH, [...line].length))}`;
}

function textBlocks(blocks: readonly Block[], width: number): string {
	return blocks
		.map((block) => textBlock(block, width))
		.filter(Boolean)
		.join('\n\n');
}

function textBlock(block: Block, width: number): string {
	switch (block.kind) {
		case 'paragraph':
			return filled([block.number, shown(block.runs)].filter(Boolean).join(' '), width);
		case 'heading':
			return underlined(shown(block.runs), '.');
		case 'list':
			return block.items.map((_, place) => textItem(block, place, width)).join('\n');
		case 'quote':
			return indented(textBlocks(block.blocks, width - 4), '    ');
		case 'record':
			return indented(filled(shown(block.runs), width - 2), '| ');
		case 'table':
			return textTable(block, width);
		case 'rule':
			return '* * *';
		case 'picture':
			return filled(`${m.paper_picture()} ${shown(block.runs)}`, width);
		case 'facts':
			return block.rows.map((fact) => textFact(fact, width)).join('\n');
		case 'signatures':
			return block.lines
				.map(
					({ role, name }) =>
						`${role}: ${name || '................'}  ${m.paper_fact_date()}: ........`
				)
				.join('\n\n');
		default:
			return filled(shown(block.runs), width);
	}
}

/** The words of a line; an address that its words do not name follows them. */
function shown(runs: readonly Run[]): string {
	const whole = runs
		.map(({ text, marks }) => (marks.includes('strike') ? m.paper_struck({ words: text }) : text))
		.join('');
	const addresses = new Set(
		runs.flatMap(({ link }) => (link && !whole.includes(link.replace(/\/$/, '')) ? [link] : []))
	);
	return addresses.size === 0 ? whole : `${whole} <${[...addresses].join('> <')}>`;
}

function textFact({ term, value }: Fact, width: number): string {
	return indented(filled(`${term}: ${value}`, width - 4), '    ', '');
}

function textItem({ marker, start, items }: List, place: number, width: number): string {
	const item = items[place];
	const task = item?.checked ? '[x] ' : '[ ] ';
	const sign = { bullet: '- ', task, number: `${start + place}. ` }[marker];
	const words = textBlocks(item?.blocks ?? [], width - sign.length);
	return indented(words, ' '.repeat(sign.length), sign);
}

/** A row after another, each cell after the head of its column: a screen reader and a narrow window need no grid. */
function textTable({ columns, headRows, rows }: Table, width: number): string {
	const grid = spread(rows, columns.length).map((row) =>
		row.map((cell) => textBlocks(cell?.blocks ?? [], Infinity).replaceAll(/\s*\n\s*/g, ' '))
	);
	const heads = grid.slice(0, headRows);
	const named = columns.map((_, x) => [...new Set(heads.map((row) => row[x]))].filter(Boolean));
	const body = grid.slice(headRows).map((row) => {
		const cells = row.flatMap((words, x) =>
			words === ''
				? []
				: [indented(filled([...(named[x] ?? []), words].join(': '), width - 4), '    ', '  ')]
		);
		return cells.join('\n');
	});
	const head = filled(named.map((names) => names.join(' ')).join(' | '), width);
	return [...(headRows > 0 ? [head] : []), ...body].filter(Boolean).join('\n\n');
}
