import { m } from '#messages/messages.js';
import { InternalHyperlink, PageReference, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import { directedText } from './docx-runs.ts';
import { GUTTER, TEXT_WIDTH } from './docx-styles.ts';
import type { Paper, Section } from './paper.ts';

/** The bookmark of a section. */
export function sectionAnchor(id: string): string {
	return `section_${id.replaceAll('-', '_')}`;
}

/**
 * The sections with their pages, each a link. They are paragraphs with references to pages and not Word's own table of
 * contents, which is empty until somebody asks Word to fill it.
 */
export function docxContents({ sections }: Paper): Paragraph[] {
	const heading = new TextRun({ text: m.paper_contents(), bold: true });
	return [
		new Paragraph({ style: 'Contentsheading', indent: { left: -GUTTER }, children: [heading] }),
		...sections.map(entry)
	];
}

function entry({ id, number, heading }: Section): Paragraph {
	const anchor = sectionAnchor(id);
	const { children, ...side } = directedText(heading);
	const words = number ? [new TextRun({ children: [number, new Tab()] }), ...children] : children;
	return new Paragraph({
		...side,
		style: 'Contents',
		indent: number ? { left: 0, hanging: GUTTER } : { left: -GUTTER },
		tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH, leader: 'dot' }],
		children: [
			new InternalHyperlink({ anchor, children: words }),
			new TextRun({ children: [new Tab()] }),
			new PageReference(anchor)
		]
	});
}
