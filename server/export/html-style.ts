import { LABEL_COLOURS, type Label } from '#shared/markings.ts';
import { cssString } from './escape-html.ts';
import type { Paper } from './paper.ts';

/** The style sheet of the paper, for screen and print. It uses only fonts of the reader's machine. */
export function htmlStyle(paper: Paper): string {
	return `${SCREEN}\n${printStyle(paper)}${draftStyle(paper)}`;
}

/** The colour of a label's text; its box is always black. */
export function labelStyle(label: Label): string {
	return `color:${LABEL_COLOURS[label]}`;
}

/** Behind the text of every page, as printers repeat what is fixed; it needs no backgrounds to be printed. */
function draftStyle({ draft }: Paper): string {
	if (!draft) return '';
	return `
.paper::before { content: ${cssString(draft)}; position: fixed; z-index: -1; inset: 0; display: grid; place-items: center; rotate: -54deg;
	font: 700 min(20vmin, 82pt)/1 var(--sans); white-space: nowrap; color: #f1eee7; pointer-events: none;
	print-color-adjust: exact; -webkit-print-color-adjust: exact; }`;
}

const SCREEN = `
:root { color-scheme: light only; --ink: #1b1a17; --quiet: #55524b; --hair: #c4bfb3; --accent: #1f4e8c; --gutter: 3rem;
	--sans: 'Source Sans 3', 'Source Sans Pro', Calibri, 'Segoe UI', system-ui, sans-serif;
	--serif: 'Source Serif 4', 'Source Serif Pro', Cambria, Georgia, 'Noto Serif', serif; }
* { box-sizing: border-box; }
html { font-size: 17px; background: #ece9e1; -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); font: 1rem/1.55 var(--serif); font-variant-numeric: lining-nums; }
.paper { max-width: calc(36rem + 2 * var(--gutter) + 3rem); margin: 2rem auto; padding: 2.2rem var(--gutter) 2.2rem; background: #fff;
	box-shadow: 0 1px 3px rgb(0 0 0 / 0.14); overflow-wrap: break-word; isolation: isolate; position: relative; }
.strip { display: flex; justify-content: space-between; align-items: center; gap: 1rem; font: 0.82rem/1.3 var(--sans); color: var(--quiet); }
.strip p { margin: 0; }
.strip b { color: var(--ink); font-weight: 600; margin-right: 0.6em; }
header.strip { border-bottom: 1px solid var(--hair); padding-bottom: 0.7rem; }
footer.strip { border-top: 1px solid var(--hair); padding-top: 0.7rem; margin-top: 3rem; }
.label { flex: none; background: #000; font: 700 1rem/1.2 var(--sans); padding: 0.25em 0.5em; border: 1px solid #000; white-space: nowrap;
	print-color-adjust: exact; -webkit-print-color-adjust: exact; forced-color-adjust: none; }
h2 .label { display: inline-block; font-size: 0.75rem; margin-left: 0.7em; vertical-align: 0.15em; }
.title { border-bottom: 2px solid var(--ink); padding: 2.2rem 0 1rem; margin-bottom: 2rem; }
.kicker { margin: 0; font: 600 0.9rem/1.4 var(--sans); letter-spacing: 0.02em; color: var(--accent); }
.subtitle { margin: 0; font: 1rem/1.4 var(--sans); color: var(--quiet); }
h1 { font-size: 2rem; line-height: 1.15; font-weight: 600; margin: 0.3rem 0 0.6rem; text-wrap: balance; }
h2, h3, h4, h5 { line-height: 1.3; font-weight: 600; margin: 1.5em 0 0.5em; text-wrap: balance; }
h2 { position: relative; font-size: 1.25rem; margin-top: 2.2rem; }
h3 { font-size: 1.05rem; }
h4 { font-size: 1rem; font-style: italic; }
h5 { font-size: 1rem; font-style: italic; font-weight: 400; }
.contents h2 { margin: 0 0 0.5rem; }
.contents ul { list-style: none; margin: 0; padding: 0; font-size: 0.95rem; columns: 2 14rem; column-gap: calc(2 * var(--gutter)); }
.contents li { break-inside: avoid; }
.contents a { display: flex; gap: 0.6rem; padding: 0.1rem 0; color: inherit; }
.contents a > .place { flex: none; min-width: 1.6rem; font-family: var(--sans); font-size: 0.85em; line-height: 1.8; color: var(--quiet); }
.body { padding-left: var(--gutter); }
.body > section > h2 { margin-left: calc(-1 * var(--gutter)); }
.body > section > h2:has(.number) { margin-left: 0; }
p { margin: 0 0 0.7em; }
section > p { position: relative; }
.number { position: absolute; left: calc(-1 * var(--gutter)); font-family: var(--sans); font-size: 0.82rem; line-height: 1.9; color: var(--quiet); font-variant-numeric: tabular-nums; }
h2 .number { font-size: 1rem; line-height: 1.6rem; }
figure { margin: 1rem 0; break-inside: avoid; }
figure img { display: block; max-width: 100%; height: auto; max-height: 18cm; object-fit: contain; object-position: left; border: 1px solid var(--hair); }
figcaption { margin-top: 0.3rem; }
.aside { font: 0.9rem/1.5 var(--sans); color: var(--quiet); }
ul, ol { margin: 0 0 0.7em; padding-inline-start: 1.4em; }
li > ul, li > ol { margin: 0; }
ul { list-style: '–  '; }
li > p, td > p, th > p, blockquote > p { margin: 0; }
li ::marker, li::marker { color: var(--quiet); }
.tasks { list-style: none; padding-inline-start: 1.6em; }
.tasks > li { position: relative; }
.box { position: absolute; inset-inline-start: -1.5em; color: var(--quiet); }
blockquote { margin: 1em 0; padding-block: 0.1em; padding-inline-start: 1em; border-inline-start: 1px solid var(--hair); }
hr { width: 30%; margin: 1.5em auto; border: 0; border-top: 1px solid var(--hair); }
a { color: var(--accent); text-underline-offset: 0.15em; }
.contents a, a[href^='#'] { text-decoration-thickness: 0.5px; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
:target { background: #fdf3d0; }
code { font-family: var(--sans); font-size: 0.9em; background: #f1efe8; padding: 0 0.2em; }
.record { margin: 1em 0; padding-block: 0.2em; padding-inline-start: 0.8em; border-inline-start: 3px solid var(--ink); }
.action { border-color: var(--accent); }
.conclusion { border-color: var(--quiet); }
dl { margin: 0.6em 0 1em; border-top: 1px solid var(--hair); }
dl > div { display: grid; grid-template-columns: 10.5rem 1fr; gap: 1rem; padding: 0.28em 0; border-bottom: 1px solid var(--hair); align-items: baseline; }
dt { font: 0.88rem/1.4 var(--sans); color: var(--quiet); }
dd { margin: 0; line-height: 1.4; }
.table { overflow-x: auto; margin: 1em 0 1.3em; }
section > .wide { margin-left: calc(-1 * var(--gutter)); }
.table:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; line-height: 1.35; border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink); }
th, td { text-align: start; vertical-align: top; padding: 0.4em 0.5em; border-bottom: 1px solid var(--hair); }
thead tr:last-child th, thead tr:last-child td { border-bottom: 1px solid var(--ink); }
th { font: 600 0.82rem/1.35 var(--sans); }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 3rem; }
.signatures p b { color: var(--ink); }
.signatures p { margin: 3rem 0 0; padding-top: 0.3rem; border-top: 1px solid var(--ink); font: 0.82rem/1.3 var(--sans); color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media screen and (max-width: 700px) {
	:root { --gutter: 2.4rem; }
	html { font-size: 16px; background: #fff; }
	.paper { margin: 0; padding: 1rem; box-shadow: none; }
	h1 { font-size: 1.55rem; }
	dl > div { grid-template-columns: 1fr; gap: 0; }
	.signatures { gap: 1.5rem; }
	.strip b { display: block; }
	.table table { min-width: 30rem; }
	.wide table { min-width: 44rem; }
}`;

/**
 * The label on its black box in the margin. Browsers print no backgrounds there unless their reader asks for them, so the
 * box is a picture.
 */
function marginLabel(label: Label): string {
	const width = 8 * label.length + 12;
	const box = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}pt" height="18pt" viewBox="0 0 ${width} 18"><rect width="${width}" height="18"/><text x="${width / 2}" y="13.2" text-anchor="middle" textLength="${width - 12}" lengthAdjust="spacingAndGlyphs" font-family="Calibri, Carlito, sans-serif" font-weight="700" font-size="12" fill="${LABEL_COLOURS[label]}">${label}</text></svg>`;
	return `url("data:image/svg+xml,${encodeURIComponent(box)}")`;
}

function printStyle({ reference, status, label, running, recipient = '' }: Paper): string {
	const box = `content: ${marginLabel(label)} / ${cssString(label)}; margin: auto 0; text-align: right; width: max-content;`;
	const small =
		'font: 8.5pt Calibri, sans-serif; color: #55524b; width: 66%; text-align: left; white-space: pre-line;';
	return `
@page { size: A4; margin: 27mm 25mm 25mm;
	@top-left { content: ${cssString(`${reference}   ${status}   ${recipient}`)} "\\a " ${cssString(running)}; ${small} }
	@top-right { ${box} }
	@bottom-left { content: "Page " counter(page) " of " counter(pages); ${small} }
	@bottom-right { ${box} } }
@media print {
	:root { --gutter: 12mm; }
	html { font-size: 10.5pt; background: none; }
	.paper { max-width: none; margin: 0; padding: 0; box-shadow: none; }
	.strip { display: none; }
	.title { padding-top: 0; }
	h1, h2, h3, h4, h5 { break-after: avoid; }
	p, li { orphans: 2; widows: 2; }
	tr, .record, .signatures, dl > div { break-inside: avoid; }
	dl, .signatures { break-inside: avoid; }
	.table { overflow: visible; }
	.table table { table-layout: fixed; min-width: 0; }
	th, td, dd, a { overflow-wrap: anywhere; }
	h2 { break-inside: avoid; }
	.leads, p:has(+ dl, + ul, + ol, + .table, + .signatures) { break-after: avoid; }
	.starts-page { break-before: page; }
	a { color: inherit; }
}`;
}
