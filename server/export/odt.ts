import { m } from '#messages/messages.js';
import type { Label } from '#shared/markings.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { escapeHtml } from './escape-html.ts';
import { GUTTER, labelStyle, namedStyles, NAMESPACES } from './odt-styles.ts';
import { outline } from './outline.ts';
import type { Paper, Section } from './paper.ts';
import { hung, mark, odtBlocks, odtHeading, odtText, type OdtPictures } from './rich-odt.ts';
import { zip } from './zip.ts';

const TYPE = 'application/vnd.oasis.opendocument.text';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * The minutes as an OpenDocument text (1.3) with real headings, lists and table heads. The label is in the header and the
 * footer of every page. Its metadata name no person as the author.
 */
export function renderOdt(minutes: Minutes): Uint8Array {
	const paper = outline(minutes);
	const pictures: OdtPictures = new Map();
	const content = contentPart(paper, pictures);
	const encode = (text: string) => new TextEncoder().encode(text);
	return zip([
		{ name: 'mimetype', bytes: encode(TYPE), isStored: true },
		{ name: 'META-INF/manifest.xml', bytes: encode(manifest(pictures)) },
		{ name: 'content.xml', bytes: encode(content) },
		{ name: 'styles.xml', bytes: encode(stylesPart(paper)) },
		{ name: 'meta.xml', bytes: encode(metaPart(paper)) },
		...[...pictures].map(([name, { data }]) => ({ name, bytes: Buffer.from(data, 'base64') }))
	]);
}

function manifest(pictures: OdtPictures): string {
	const files = [
		['/', TYPE],
		...['content.xml', 'styles.xml', 'meta.xml'].map((path) => [path, 'text/xml']),
		...[...pictures].map(([path, { type }]) => [path, `image/${type}`])
	];
	const entries = files.map(
		([path, type]) =>
			`<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`
	);
	return `${HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entries.join('')}</manifest:manifest>`;
}

function metaPart({ reference, title, label, preparedAt }: Paper): string {
	const at = new Date(preparedAt).toISOString().slice(0, 19);
	return `${HEAD}<office:document-meta ${NAMESPACES} office:version="1.3"><office:meta><meta:generator>Briefing Board</meta:generator><dc:title>${escapeHtml(`${reference} — ${title}`)}</dc:title><dc:subject>${label}</dc:subject><dc:creator>Briefing Board</dc:creator><dc:date>${at}</dc:date><dc:language>en-GB</dc:language></office:meta></office:document-meta>`;
}

function contentPart(paper: Paper, pictures: OdtPictures): string {
	const { kicker, title, subtitle, sections, hasContents } = paper;
	const body = [
		`<text:p text:style-name="Kicker">${odtText(kicker)}</text:p>`,
		odtHeading(1, odtText(title)),
		`<text:p text:style-name="Subtitle">${odtText(subtitle)}</text:p>`,
		...(hasContents ? [contents(paper)] : []),
		...sections.map((section) => odtSection(section, pictures))
	].join('\n');
	return `${HEAD}<office:document-content ${NAMESPACES} office:version="1.3"><office:automatic-styles>${tableStyles()}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
}

const anchorOf = (id: string) => `section_${id.replaceAll('-', '_')}`;

/** The sections with their pages, each a link. */
function contents({ sections }: Paper): string {
	const entries = sections.map(({ id, number, heading }) => {
		const words = `${number ? `${escapeHtml(number)} ` : ''}${odtText(heading)}`;
		const page = `<text:bookmark-ref text:reference-format="page" text:ref-name="${anchorOf(id)}">–</text:bookmark-ref>`;
		return `<text:p text:style-name="Contents"><text:a xlink:type="simple" xlink:href="#${anchorOf(id)}">${words}</text:a><text:tab/>${page}</text:p>`;
	});
	return `${odtHeading(2, odtText(m.paper_contents()))}${entries.join('')}`;
}

function odtSection(section: Section, pictures: OdtPictures): string {
	const { id, number, heading, label, startsPage, blocks } = section;
	const words = `${number ? hung(number) : ''}${odtText(heading)}${label ? ` ${labelBox(label)}` : ''}`;
	const suffix = number ? '_numbered' : startsPage ? '_page' : '';
	return `${odtHeading(2, `${mark(anchorOf(id))}${words}`, suffix)}\n${odtBlocks(blocks, pictures)}`;
}

function labelBox(label: Label): string {
	return `<text:span text:style-name="${labelStyle(label)}">\u00a0${label}\u00a0</text:span>`;
}

function tableStyles(): string {
	const columns = Array.from(
		{ length: 100 },
		(_, at) =>
			`<style:style style:name="Column_${at + 1}" style:family="table-column"><style:table-column-properties style:rel-column-width="${at + 1}*"/></style:style>`
	);
	return `${columns.join('')}<style:style style:name="Table" style:family="table"><style:table-properties style:rel-width="100%" table:align="margins" fo:margin-bottom="4mm"/></style:style><style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="1mm" fo:border-bottom="0.4pt solid #b9b4a8"/></style:style>`;
}

function stylesPart(paper: Paper): string {
	const fonts = [
		['Serif', 'Cambria', 'roman'],
		['Sans', 'Calibri', 'swiss'],
		['Mono', 'Consolas', 'modern']
	].map(
		([name, family, kind]) =>
			`<style:font-face style:name="${name}" svg:font-family="${family}" style:font-family-generic="${kind}"/>`
	);
	const usual = `<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="${GUTTER}"/><style:text-properties style:font-name="Serif" fo:font-size="10.5pt" fo:language="en" fo:country="GB"/></style:default-style>`;
	return `${HEAD}<office:document-styles ${NAMESPACES} office:version="1.3"><office:font-face-decls>${fonts.join('')}</office:font-face-decls><office:styles>${usual}${namedStyles(paper.label)}${listStyles()}</office:styles><office:automatic-styles>${page()}</office:automatic-styles><office:master-styles>${master(paper)}</office:master-styles></office:document-styles>`;
}

function listStyles(): string {
	const levels = Array.from({ length: 10 }, (_, at) => at + 1);
	const place = (level: number) =>
		`<style:list-level-properties text:space-before="${(level - 1) * 6}mm" text:min-label-width="6mm"/>`;
	const style = (name: string, of: (level: number) => string) =>
		`<text:list-style style:name="List_${name}">${levels.map(of).join('')}</text:list-style>`;
	const bullet = (sign: string) => (level: number) =>
		`<text:list-level-style-bullet text:level="${level}" text:bullet-char="${sign}">${place(level)}</text:list-level-style-bullet>`;
	const decimal = (level: number) =>
		`<text:list-level-style-number text:level="${level}" style:num-format="1" style:num-suffix=".">${place(level)}</text:list-level-style-number>`;
	return `${style('bullet', bullet('–'))}${style('task', bullet('\u200b'))}${style('number', decimal)}`;
}

function page(): string {
	const strip = (where: 'header' | 'footer') =>
		`<style:${where}-style><style:header-footer-properties fo:min-height="12mm" fo:margin-${where === 'header' ? 'bottom' : 'top'}="5mm"/></style:${where}-style>`;
	return `<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="13mm" fo:margin-bottom="12mm" fo:margin-left="37mm" fo:margin-right="25mm"/>${strip('header')}${strip('footer')}</style:page-layout>`;
}

function master(paper: Paper): string {
	const { reference, status, recipient, running, label } = paper;
	const said = [reference, status, recipient].filter(Boolean).join('   ');
	const pages = m
		.paper_page({ page: '\t1\t', pages: '\t2\t' })
		.split('\t')
		.map((part) => ({ 1: '<text:page-number/>', 2: '<text:page-count/>' })[part] ?? odtText(part));
	const line = (content: string) =>
		`<text:p text:style-name="Running">${content}<text:tab/>${labelBox(label)}</text:p>`;
	return `<style:master-page style:name="Standard" style:page-layout-name="Page"><style:header>${line(odtText(said))}<text:p text:style-name="Running">${odtText(running)}</text:p></style:header><style:footer>${line(pages.join(''))}</style:footer></style:master-page>`;
}
