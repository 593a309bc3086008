import { m } from '#messages/messages.js';
import { getLocale, getTextDirection } from '#messages/runtime.js';
import type { Label } from '#shared/markings.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { escapeHtml } from './escape-html.ts';
import { htmlStyle, labelStyle } from './html-style.ts';
import { outline } from './outline.ts';
import type { Paper, Section } from './paper.ts';
import { htmlBlocks, hung } from './rich-html.ts';

/** Even if escaping failed somewhere, nothing could run or be fetched. */
const POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The minutes as one self-contained HTML file in UTF-8, for screen and print: no scripts, nothing loaded. */
export function renderHtml(minutes: Minutes): Uint8Array {
	const paper = outline(minutes);
	return new TextEncoder().encode(`<!doctype html>
<html ${language()}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light only">
<meta name="generator" content="Briefing Board">
<title>${escapeHtml(`${paper.reference} — ${paper.title} (${paper.label})`)}</title>
<style>${htmlStyle(paper)}</style>
</head>
<body>
<div class="paper">
${strip('header', paper)}
<main>
${titleBlock(paper)}
${contents(paper)}<div class="body">
${paper.sections.map(htmlSection).join('\n')}
</div>
</main>
${strip('footer', paper)}
</div>
</body>
</html>
`);
}

/** The language attributes of the page; English is British English. */
function language(): string {
	const locale = getLocale();
	const direction = getTextDirection(locale) === 'rtl' ? ' dir="rtl"' : '';
	return `lang="${locale === 'en' ? 'en-GB' : locale}"${direction}`;
}

function strip(
	tag: 'header' | 'footer',
	{ reference, status, label, recipient, draft }: Paper
): string {
	const standing = draft ? `<b>${escapeHtml(status)}</b>` : escapeHtml(status);
	const copy = recipient ? ` <b dir="auto">${escapeHtml(recipient)}</b>` : '';
	const words = `<p><b>${escapeHtml(reference)}</b>${standing}${copy}</p>`;
	return `<${tag} class="strip">${words}${labelBox(label)}</${tag}>`;
}

function titleBlock({ kicker, title, subtitle }: Paper): string {
	return `<div class="title">
<p class="kicker" dir="auto">${escapeHtml(kicker)}</p>
<h1 dir="auto">${escapeHtml(title)}</h1>
<p class="subtitle" dir="auto">${escapeHtml(subtitle)}</p>
</div>`;
}

/** The sections of a long paper, each a link to it. */
function contents({ hasContents, sections }: Paper): string {
	if (!hasContents) return '';
	const rows = sections.map(
		({ id, number = '', heading }) =>
			`<li><a href="#${id}">${number && `<span class="place">${escapeHtml(number)}</span> `}<span dir="auto">${escapeHtml(heading)}</span></a></li>`
	);
	const words = escapeHtml(m.paper_contents());
	return `<nav class="contents" aria-labelledby="contents"><h2 id="contents">${words}</h2><ul>${rows.join('')}</ul></nav>\n`;
}

function htmlSection({ id, number, heading, label, startsPage, blocks }: Section): string {
	const box = label ? labelBox(label) : '';
	return `<section id="${id}"${startsPage ? ' class="starts-page"' : ''}>
<h2 dir="auto">${hung(number)}${escapeHtml(heading)}${box}</h2>
${htmlBlocks(blocks)}
</section>`;
}

function labelBox(label: Label): string {
	return `<strong class="label" style="${labelStyle(label)}">${label}</strong>`;
}
