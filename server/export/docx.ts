import { m } from '#messages/messages.js';
import {
	Bookmark,
	Document,
	Footer,
	Header,
	HeadingLevel,
	Packer,
	PageNumber,
	Paragraph,
	ShadingType,
	Tab,
	TabStopType,
	TextRun,
	BorderStyle,
	type FileChild
} from 'docx';
import { LABEL_COLOURS, type Label } from '#shared/markings.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { docxContents, sectionAnchor } from './docx-contents.ts';
import { docxDraft } from './docx-draft.ts';
import { createDocxLists, type DocxLists } from './docx-lists.ts';
import { directedText } from './docx-runs.ts';
import { docxStyles, GUTTER, HAIR, HEADING_FONT, INK, TEXT_WIDTH } from './docx-styles.ts';
import { outline } from './outline.ts';
import type { Paper, Section } from './paper.ts';
import { docxBlocks, hangingNumber } from './rich-docx.ts';

const MARGIN = 1417; // 25 mm in twentieths of a point

/**
 * The minutes as a Word document with real headings, lists and table heads, in British English. The label is in the
 * header and the footer of every page. Its metadata name no person as the author.
 */
export async function renderDocx(minutes: Minutes): Promise<Uint8Array> {
	const paper = outline(minutes);
	const lists = createDocxLists();
	const children = [
		...titleBlock(paper),
		...(paper.hasContents ? docxContents(paper) : []),
		...paper.sections.flatMap((one) => docxSection(one, lists))
	];
	const document = new Document({
		title: `${paper.reference} — ${paper.title}`,
		subject: paper.label,
		creator: 'Briefing Board',
		lastModifiedBy: 'Briefing Board',
		description: '',
		styles: docxStyles(),
		numbering: lists.definitions(),
		sections: [{ ...runningParts(paper), properties: { page: pageShape() }, children }]
	});
	return new Uint8Array(await Packer.toArrayBuffer(document));
}

function pageShape() {
	return {
		size: { width: 11906, height: 16838 },
		margin: {
			top: 1985,
			bottom: 1644,
			// Numbers hang left of the text, inside the type area, which keeps the page margin of 25 mm.
			left: MARGIN + GUTTER,
			right: MARGIN,
			header: 709,
			footer: 567
		}
	};
}

function titleBlock({ kicker, title, subtitle }: Paper): Paragraph[] {
	const indent = { left: -GUTTER };
	return [
		new Paragraph({ style: 'Kicker', indent, keepNext: true, text: kicker }),
		new Paragraph({ heading: HeadingLevel.HEADING_1, indent, ...directedText(title) }),
		new Paragraph({
			style: 'Subtitleline',
			indent,
			border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: INK, space: 8 } },
			...directedText(subtitle)
		})
	];
}

function docxSection(
	{ id, number, heading, label, startsPage, blocks }: Section,
	lists: DocxLists
): FileChild[] {
	const { children: named, ...side } = directedText(heading);
	const words = [...named, ...(label ? [new TextRun('  '), labelBox(label, 18)] : [])];
	const indent = number ? { left: 0, hanging: GUTTER } : { left: -GUTTER };
	return [
		new Paragraph({
			heading: HeadingLevel.HEADING_2,
			pageBreakBefore: startsPage,
			indent,
			...side,
			children: [
				new Bookmark({
					id: sectionAnchor(id),
					children: number ? [hangingNumber(number, 24), ...words] : words
				})
			]
		}),
		...docxBlocks(blocks, lists)
	];
}

/** One header and footer for all pages: there are no first-page or even-page variants, which could lack the label. */
function runningParts(paper: Paper) {
	const { reference, status, recipient, running: said, draft, label } = paper;
	const rule = { style: BorderStyle.SINGLE, size: 4, color: HAIR, space: 6 };
	const head = [
		new TextRun({ text: reference, bold: true, color: INK }),
		new TextRun({ text: `   ${status}`, ...(draft && { bold: true, color: INK }) }),
		...(recipient ? [new TextRun(`   ${recipient}`)] : [])
	];
	const about = new Paragraph({
		...{ style: 'Running', indent: { left: -GUTTER }, border: { bottom: rule } },
		children: [...directedText(said).children, ...(draft ? [docxDraft(draft)] : [])]
	});
	const page = new TextRun({
		children: pageWords()
	});
	return {
		headers: { default: new Header({ children: [running(head, label, {}), about] }) },
		footers: { default: new Footer({ children: [running([page], label, { top: rule })] }) }
	};
}

/** The parts of "Page 1 of 9", with Word's fields for the numbers, wherever the language puts them. */
function pageWords(): string[] {
	const words = m.paper_page({ page: '\t1\t', pages: '\t2\t' });
	return words
		.split('\t')
		.map((part) => ({ 1: PageNumber.CURRENT, 2: PageNumber.TOTAL_PAGES })[part] ?? part);
}

function running(left: TextRun[], label: Label, border: object): Paragraph {
	return new Paragraph({
		style: 'Running',
		border,
		indent: { left: -GUTTER },
		tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
		children: [...left, new TextRun({ children: [new Tab()] }), labelBox(label, 24)]
	});
}

/** The label in the standard's colour on black; `size` in half points. */
function labelBox(label: Label, size: number): TextRun {
	return new TextRun({
		text: `\u00a0${label}\u00a0`,
		bold: true,
		size,
		font: HEADING_FONT,
		color: LABEL_COLOURS[label].slice(1),
		shading: { type: ShadingType.CLEAR, color: 'auto', fill: '000000' }
	});
}
