import { LABEL_COLOURS, type Label } from '#shared/markings.ts';
import { RUN_MARKS, type RunMark } from './paper.ts';

/** Of every part of the file. */
export const NAMESPACES = [
	['office', 'office'],
	['style', 'style'],
	['text', 'text'],
	['table', 'table'],
	['draw', 'drawing'],
	['fo', 'xsl-fo-compatible'],
	['svg', 'svg-compatible'],
	['meta', 'meta']
]
	.map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
	.concat(
		'xmlns:xlink="http://www.w3.org/1999/xlink"',
		'xmlns:dc="http://purl.org/dc/elements/1.1/"'
	)
	.join(' ');

export const GUTTER = '12mm';
const SANS = `style:font-name="Sans"`;
const INK = 'fo:color="#1b1a17"';
const QUIET = 'fo:color="#55524b"';
const BAR = { action: '#1f4e8c', decision: '#1b1a17', conclusion: '#55524b' };

/** Paragraph styles: name, attributes of the paragraph, attributes of its text. */
const PARAGRAPHS: readonly (readonly [name: string, paragraph: string, text: string])[] = [
	['Body', 'fo:margin-bottom="2.2mm" fo:line-height="125%"', `${INK} fo:font-size="10.5pt"`],
	['Numbered', `fo:margin-bottom="2.2mm" fo:line-height="125%" fo:text-indent="-${GUTTER}"`, INK],
	['Kicker', `fo:margin-left="-${GUTTER}"`, `${SANS} fo:color="#1f4e8c" fo:font-weight="bold"`],
	[
		'Subtitle',
		`fo:margin-left="-${GUTTER}" fo:margin-bottom="6mm" fo:padding-bottom="2mm" fo:border-bottom="1pt solid #1b1a17"`,
		`${SANS} ${QUIET}`
	],
	['Aside', 'fo:margin-bottom="1.6mm"', `${SANS} ${QUIET} fo:font-size="9.5pt"`],
	['Leading', 'fo:margin-bottom="1.6mm" fo:keep-with-next="always"', `${SANS} ${QUIET}`],
	[
		'Quotation',
		'fo:margin-left="6mm" fo:padding-left="3mm" fo:border-left="0.6pt solid #b9b4a8"',
		INK
	],
	['Rule', 'fo:border-bottom="0.4pt solid #b9b4a8" fo:margin-bottom="3mm"', INK],
	['Cell', 'fo:line-height="115%"', `${INK} fo:font-size="9pt"`],
	[
		'Head',
		'fo:keep-with-next="always"',
		`${SANS} ${INK} fo:font-weight="bold" fo:font-size="8.5pt"`
	],
	['Term', '', `${SANS} ${QUIET} fo:font-size="9pt"`],
	['Running', '', `${SANS} ${QUIET} fo:font-size="8.5pt"`],
	['Signature', 'fo:margin-top="12mm" fo:border-top="0.5pt solid #1b1a17"', `${SANS} ${INK}`],
	['Contents', '', `${SANS} fo:font-size="10pt"`],
	...(['action', 'decision', 'conclusion'] as const).map(
		(record) =>
			[
				`Record_${record}`,
				`fo:margin-top="2mm" fo:margin-bottom="2mm" fo:padding-left="3mm" fo:border-left="2pt solid ${BAR[record]}"`,
				INK
			] as const
	)
];
const HEADINGS = [21, 13, 11, 10.5, 10.5];

const LOOKS: Record<RunMark, string> = {
	bold: 'fo:font-weight="bold"',
	italic: 'fo:font-style="italic"',
	underline: 'style:text-underline-style="solid" style:text-underline-width="auto"',
	strike: 'style:text-line-through-style="solid"',
	code: 'style:font-name="Mono" fo:background-color="#f1efe8"'
};

/** The name of the style for some marks; undefined for none. */
export function markStyle(marks: readonly RunMark[]): string | undefined {
	const key = RUN_MARKS.reduce((sum, mark, at) => sum + (marks.includes(mark) ? 1 << at : 0), 0);
	return key === 0 ? undefined : `Marks_${key}`;
}

/** The styles with names: those of paragraphs, each also from right to left, of headings, and of words. */
export function namedStyles(label: Label): string {
	const paragraphs = PARAGRAPHS.flatMap(([name, paragraph, text]) => [
		paragraphStyle(name, paragraph, text),
		paragraphStyle(
			`${name}_rtl`,
			`${paragraph} style:writing-mode="rl-tb" fo:text-align="start"`,
			text
		)
	]);
	const headings = HEADINGS.flatMap((size, at) => {
		const place = `fo:margin-top="${at === 0 ? 1 : 5}mm" fo:margin-bottom="2mm" fo:keep-with-next="always"`;
		const side = at < 2 ? ` fo:margin-left="-${GUTTER}"` : '';
		const text = `${SANS} ${INK} fo:font-weight="bold" fo:font-size="${size}pt"`;
		const named = (suffix: string, more: string) =>
			`<style:style style:name="Heading_${at + 1}${suffix}" style:family="paragraph" style:default-outline-level="${at + 1}"><style:paragraph-properties ${place}${more}/><style:text-properties ${text}/></style:style>`;
		return [
			named('', side),
			named('_rtl', ` style:writing-mode="rl-tb"`),
			named('_numbered', ` fo:text-indent="-${GUTTER}"`),
			named('_page', `${side} fo:break-before="page"`)
		];
	});
	return [...paragraphs, ...headings, ...wordStyles(label)].join('\n');
}

/** A stop at the right edge, for labels and page numbers. */
const stop = (leader: string) =>
	`<style:tab-stops><style:tab-stop style:position="148mm" style:type="right"${leader}/></style:tab-stops>`;
const STOPS: Readonly<Record<string, string>> = {
	Running: stop(''),
	Contents: stop(' style:leader-style="dotted" style:leader-text="."')
};

function paragraphStyle(name: string, paragraph: string, text: string): string {
	const stops = STOPS[name] ?? '';
	return `<style:style style:name="${name}" style:family="paragraph"><style:paragraph-properties ${paragraph}>${stops}</style:paragraph-properties><style:text-properties ${text}/></style:style>`;
}

function wordStyles(label: Label): string[] {
	const marks = Array.from({ length: (1 << RUN_MARKS.length) - 1 }, (_, at) => {
		const looks = RUN_MARKS.filter((_, bit) => ((at + 1) >> bit) & 1).map((mark) => LOOKS[mark]);
		return wordStyle(`Marks_${at + 1}`, looks.join(' '));
	});
	const labels = Object.entries(LABEL_COLOURS).map(([name, colour]) =>
		wordStyle(
			labelStyle(name),
			`${SANS} fo:font-weight="bold" fo:font-size="${name === label ? 12 : 9}pt" fo:color="${colour.toLowerCase()}" fo:background-color="#000000"`
		)
	);
	return [...marks, ...labels, wordStyle('Number', `${SANS} ${QUIET} fo:font-size="9pt"`)];
}

function wordStyle(name: string, text: string): string {
	return `<style:style style:name="${name}" style:family="text"><style:text-properties ${text}/></style:style>`;
}

/** The name of the style of a label. */
export function labelStyle(label: string): string {
	return `Label_${label.replaceAll(/[^A-Z]/g, '_')}`;
}
