import { m } from '#messages/messages.js';
import { spread } from './grid.ts';
import type { Block, List, ListItem, Run, Table } from './paper.ts';

const SPECIAL = /[\\`*_[\]<>|~$]|&(?=[#\w])/g;
/** Characters that start a heading, list or underline at the beginning of a line. */
const LINE_START = /^[ \t]*(?:([-+=#])|(\d+)(?=[.)]))/gm;

/** Escapes text so that a Markdown renderer shows it unchanged. */
export function escapeMarkdown(text: string): string {
	return escapeStarts(text.replaceAll(SPECIAL, '\\$&'));
}

/** Text with marks; a new line only at a line break. Markdown has no underline, so underlined text is plain. */
export function markdownRuns(runs: readonly Run[]): string {
	return escapeStarts(runs.map(markdownRun).join('').trim());
}

function escapeStarts(text: string): string {
	return text.replaceAll(LINE_START, (_, sign?: string, digits?: string) =>
		sign ? `\\${sign}` : `${digits}\\`
	);
}

function markdownRun({ text, marks, link }: Run): string {
	if (text === '\n') return '\\\n';
	const spaceless = text.replaceAll('\n', ' ');
	let shown = marks.includes('code') ? codeSpan(spaceless) : spaceless.replaceAll(SPECIAL, '\\$&');
	if (marks.includes('strike')) shown = around('~~', shown);
	if (marks.includes('italic')) shown = around('*', shown);
	if (marks.includes('bold')) shown = around('**', shown);
	return link ? `[${shown}](<${link.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)` : shown;
}

/** Marks must touch the words, so spaces at the ends stay outside. */
function around(sign: string, text: string): string {
	const words = text.trim();
	return words ? text.replace(words, () => `${sign}${words}${sign}`) : text;
}

function codeSpan(text: string): string {
	const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	return longest ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Blocks of the paper, with an empty line between them. */
export function markdownBlocks(blocks: readonly Block[]): string {
	return blocks.map(markdownBlock).join('\n\n');
}

function markdownBlock(block: Block): string {
	switch (block.kind) {
		case 'paragraph':
			return `${block.number ? `**${block.number}** ` : ''}${markdownRuns(block.runs)}`;
		case 'aside':
			return markdownRuns(block.runs);
		case 'heading':
			return `${'#'.repeat(block.depth)} ${oneLine(markdownRuns(block.runs))}`;
		case 'list':
			return block.items.map((item, place) => markdownItem(item, block, place)).join('\n');
		case 'quote':
			return prefixed(markdownBlocks(block.blocks), '> ', '> ');
		case 'table':
			return markdownTable(block);
		case 'rule':
			return '* * *';
		case 'record':
			return prefixed(markdownRuns(block.runs), '> ', '> ');
		case 'picture':
			return prefixed(`**${m.paper_picture()}** ${markdownRuns(block.runs)}`, '> ', '> ');
		case 'facts':
			return markdownFacts(block.rows);
		case 'signatures':
			return block.lines
				.map(({ role, name }) => {
					const who = escapeMarkdown([role, name].filter(Boolean).join(', '));
					return `${who}: ................ ${m.paper_fact_date()}: ................`;
				})
				.join('\n\n');
		default:
			return block satisfies never;
	}
}

function markdownFacts(rows: readonly { term: string; value: string }[]): string {
	return rows
		.map(({ term, value }) => `- **${escapeMarkdown(term)}:** ${escapeMarkdown(oneLine(value))}`)
		.join('\n');
}

function markdownItem(
	{ checked, blocks }: ListItem,
	{ marker, start }: List,
	place: number
): string {
	const box = marker === 'task' ? (checked ? '[x] ' : '[ ] ') : '';
	const sign = marker === 'number' ? `${start + place}. ` : '- ';
	return prefixed(box + markdownBlocks(blocks), sign, ' '.repeat(sign.length));
}

function prefixed(text: string, first: string, others: string): string {
	return text
		.split('\n')
		.map((line, place) => `${place ? others : first}${line}`.trimEnd())
		.join('\n');
}

function markdownTable({ columns, headRows, rows }: Table): string {
	const lines = spread(rows, columns.length).map(
		(row) => `| ${row.map((cell) => cellText(cell?.blocks ?? [])).join(' | ')} |`
	);
	// A Markdown table must have a head; it is empty if ours has none.
	const head = headRows > 0 ? lines.shift() : `|${'  |'.repeat(columns.length)}`;
	return [head, `|${' --- |'.repeat(columns.length)}`, ...lines].join('\n');
}

/** A cell must be one line, and a pipe ends it even in a code span. */
function cellText(blocks: readonly Block[]): string {
	return oneLine(markdownBlocks(blocks)).replaceAll(/(?<!\\)\|/g, '\\|');
}

function oneLine(text: string): string {
	return text.replaceAll(/\\?\n\s*/g, ' ').trim();
}
