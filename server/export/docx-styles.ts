import { LineRuleType, type IParagraphStyleOptions, type IStylesOptions } from 'docx';

/** Fonts that most machines have, with Greek and Cyrillic; the product's own fonts are not installed there. */
const BODY_FONT = 'Cambria';
export const HEADING_FONT = 'Calibri';

/** The margin in which numbers hang, in twentieths of a point: 12 mm. */
export const GUTTER = 680;
/** The width of A4 less margins and {@link GUTTER}, in twentieths of a point. */
export const TEXT_WIDTH = 11906 - 2 * 1417 - GUTTER;

export const INK = '1B1A17';
export const QUIET = '55524B';
export const HAIR = 'B9B4A8';
export const ACCENT = '1F4E8C';

// LibreOffice lets large lines overlap unless every line height is declared as a multiple.
const lines = (line: number, before: number, after: number) => ({
	line,
	lineRule: LineRuleType.AUTO,
	before,
	after
});

/** Named styles of the document, so that changing one in Word changes the whole paper. */
export function docxStyles(): IStylesOptions {
	return {
		default: {
			document: {
				run: { font: BODY_FONT, size: 21, color: INK, language: { value: 'en-GB' } },
				paragraph: { spacing: lines(276, 0, 120) }
			},
			title: heading(42, 60, 60),
			heading1: heading(42, 60, 60),
			heading2: { ...heading(26, 360, 120) },
			heading3: { ...heading(22, 240, 100) },
			heading4: { ...heading(21, 200, 80, true) },
			heading5: { ...heading(21, 160, 80, true, false) }
		},
		paragraphStyles: [
			small('Kicker', { bold: true, color: ACCENT, size: 19 }),
			small('Subtitle line', { color: QUIET, size: 21 }),
			small('Aside', { color: QUIET, size: 19 }),
			{ ...small('Contents', { size: 20 }), paragraph: { spacing: lines(259, 0, 50) } },
			small(
				'Contents heading',
				{ size: 26, color: INK },
				{ keepNext: true, spacing: lines(259, 240, 100) }
			),
			small('Running', { color: QUIET, size: 17 }),
			plain('Numbered paragraph', { indent: { left: 0, hanging: GUTTER } }),
			plain('Quotation', { indent: { left: 360 } }),
			plain('Record', { indent: { left: 200 }, spacing: lines(264, 120, 120), keepLines: true }),
			{ ...plain('Table text', { spacing: lines(252, 30, 30) }), run: { size: 18 } },
			small('Table head', { bold: true, size: 17 }, { keepNext: true, spacing: lines(252, 30, 30) })
		]
	};
}

function heading(size: number, before: number, after: number, italics = false, bold = true) {
	return {
		run: { font: HEADING_FONT, size, bold, italics, color: INK },
		paragraph: { keepNext: true, keepLines: true, spacing: lines(259, before, after) }
	};
}

type ParagraphLooks = IParagraphStyleOptions['paragraph'];

function plain(name: string, paragraph: ParagraphLooks): IParagraphStyleOptions {
	return { id: styleId(name), name, basedOn: 'Normal', quickFormat: true, paragraph };
}

function small(
	name: string,
	run: IParagraphStyleOptions['run'],
	paragraph: ParagraphLooks = { spacing: lines(259, 0, 80) }
): IParagraphStyleOptions {
	return { ...plain(name, paragraph), run: { font: HEADING_FONT, ...run } };
}

/** The id of a paragraph style by its name. */
export function styleId(name: string): string {
	return name.replaceAll(' ', '');
}
