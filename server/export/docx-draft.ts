import { ImportedXmlComponent, TextRun } from 'docx';
import { escapeHtml } from './escape-html.ts';

const NAMESPACES = [
	'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
	'xmlns:v="urn:schemas-microsoft-com:vml"',
	'xmlns:o="urn:schemas-microsoft-com:office:office"'
].join(' ');
const PLACE = [
	'position:absolute;width:480pt;height:110pt;rotation:315;z-index:-251658752',
	'mso-position-horizontal:center;mso-position-horizontal-relative:margin',
	'mso-position-vertical:center;mso-position-vertical-relative:margin'
].join(';');

/** Words across each page, behind its text: what Word itself calls a watermark, so that Word can also take it off. */
export function docxDraft(words: string): TextRun {
	const shown = escapeHtml(words);
	const shape = ImportedXmlComponent.fromXmlString(`<w:pict ${NAMESPACES}>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="${shown}" style="${PLACE}" o:allowincell="f" fillcolor="#e6e2d8" stroked="f">
<v:textpath style="font-family:Calibri;font-size:1pt;font-weight:bold" string="${shown}"/></v:shape></w:pict>`);
	const run = new TextRun({ noProof: true });
	run.addChildElement(shape);
	return run;
}
