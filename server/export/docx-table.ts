import { m } from '#messages/messages.js';
import { directionOf } from '#shared/direction.ts';
import { directedRuns } from './docx-runs.ts';
import {
	BorderStyle,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	WidthType,
	type IBorderOptions
} from 'docx';
import { wordsIn } from './paper-words.ts';
import { GUTTER, HAIR, INK, styleId, TEXT_WIDTH } from './docx-styles.ts';
import {
	isWideTable,
	type Cell,
	type Fact,
	type Signature,
	type Table as PaperTable
} from './paper.ts';

type CellContent = (cell: Cell) => (Paragraph | Table)[];

const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HAIRLINE: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: HAIR };
const FIRM: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: INK };
const MARGINS = { top: 30, bottom: 30, left: 80, right: 80 };
/** The share of the width that the terms of a list of facts take. */
const TERM_SHARE = 0.27;

/** Characters of a cell. */
const TALL = 1_500;

/** A table with rules but no boxes. Its head repeats on every page, and rows do not break across pages. */
export function docxTable(table: PaperTable, content: CellContent): Table {
	const width = TEXT_WIDTH + (isWideTable(table) ? GUTTER : 0);
	const total = table.columns.reduce((sum, share) => sum + share, 0);
	return new Table({
		...frame(FIRM, isWideTable(table) ? -GUTTER : 0),
		width: { size: width, type: WidthType.DXA },
		columnWidths: table.columns.map((share) => Math.round((width * share) / total)),
		rows: table.rows.map((row, y) => docxRow(row, y < table.headRows, content))
	});
}

/** Word puts a row that may not break on a page of its own, and cuts off what does not fit there. */
function isTall(row: readonly Cell[]): boolean {
	return row.some(({ blocks }) => wordsIn(blocks).length > TALL);
}

function docxRow(row: readonly Cell[], isHead: boolean, content: CellContent): TableRow {
	return new TableRow({
		tableHeader: isHead,
		cantSplit: !isTall(row),
		children: row.map(
			(cell) =>
				new TableCell({
					columnSpan: cell.colspan,
					rowSpan: cell.rowspan,
					margins: MARGINS,
					// In Word a cell must contain a paragraph.
					children: cell.blocks.length ? content(cell) : [new Paragraph({})]
				})
		)
	});
}

/** Terms and their values, separated by hairlines. */
export function docxFacts(rows: readonly Fact[]): Table {
	const term = Math.round(TEXT_WIDTH * TERM_SHARE);
	return new Table({
		...frame(HAIRLINE, 0),
		width: { size: TEXT_WIDTH, type: WidthType.DXA },
		columnWidths: [term, TEXT_WIDTH - term],
		rows: rows.map(
			(row, at) =>
				new TableRow({
					cantSplit: true,
					children: [
						factCell(row.term, 'Running', at < rows.length - 1),
						factCell(row.value, 'Table text', false)
					]
				})
		)
	});
}

function factCell(text: string, style: string, keepNext: boolean): TableCell {
	const lines = text
		.split('\n')
		.flatMap((line, place) => [
			...(place ? [new TextRun({ break: 1 })] : []),
			...directedRuns(line, {})
		]);
	const side = directionOf(text) === 'rtl' ? { bidirectional: true } : {};
	const children = [new Paragraph({ style: styleId(style), keepNext, ...side, children: lines })];
	return new TableCell({ margins: { ...MARGINS, left: 0 }, children });
}

/** Signature lines side by side, each with a line for the date. */
export function docxSignatures(lines: readonly Signature[]): Table {
	const width = Math.floor(TEXT_WIDTH / lines.length);
	const dates = lines.map(() => [m.paper_fact_date()]);
	return new Table({
		...frame(NONE, 0),
		borders: { ...frame(NONE, 0).borders, insideHorizontal: NONE },
		width: { size: TEXT_WIDTH, type: WidthType.DXA },
		columnWidths: lines.map(() => width),
		rows: [lines.map(({ name, role }) => [name, role]), dates].map(
			(cells) =>
				new TableRow({ cantSplit: true, children: cells.map((words) => signatureCell(words)) })
		)
	});
}

/** The first of its lines of words stands below the line to sign on. */
function signatureCell(words: readonly string[]): TableCell {
	const children = words.map(
		(line, at) =>
			new Paragraph({
				style: 'Running',
				keepNext: true,
				...(at === 0 && { spacing: { before: 700 }, border: { top: { ...FIRM, size: 4 } } }),
				children: directedRuns(line, at === 0 && words.length > 1 ? { bold: true, color: INK } : {})
			})
	);
	return new TableCell({ margins: { ...MARGINS, left: 0, right: 400 }, children });
}

function frame(outer: IBorderOptions, indent: number) {
	return {
		layout: TableLayoutType.FIXED,
		indent: { size: indent, type: WidthType.DXA },
		borders: {
			top: outer,
			bottom: outer,
			left: NONE,
			right: NONE,
			insideHorizontal: HAIRLINE,
			insideVertical: NONE
		}
	};
}
