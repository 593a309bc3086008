import { m } from '#messages/messages.js';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LABEL_COLOURS } from '#shared/markings.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { directedPaper } from './block-direction.ts';
import { outline } from './outline.ts';
import { createTypst, type TypstCompiler } from './typst.ts';

export { ExportUnavailable } from './typst.ts';

const TEMPLATE = new URL('./pdf-template/', import.meta.url);
/** Each round reports every character without a glyph. Spelling one out adds only ASCII, so few rounds suffice. */
const MOST_ROUNDS = 3;

/**
 * The minutes as tagged PDF (PDF/UA-1). The same minutes give the same bytes on the same machine, because the date in
 * the file is that of the minutes. A character that no font can show prints as its code point, `[U+4E2D]`. Blocks its
 * thread with native work for up to a second. Throws `ExportUnavailable` on a platform without the typesetter.
 */
export function renderPdf(minutes: Minutes): Uint8Array {
	const paper = outline(minutes);
	const compiler = createTypst(fileURLToPath(TEMPLATE));
	const template = readFileSync(new URL('minutes.typ', TEMPLATE), 'utf8');
	return typeset(
		compiler,
		template,
		JSON.stringify(directedPaper(paper)),
		Math.floor(paper.preparedAt / 1000)
	);
}

function typeset(
	compiler: TypstCompiler,
	template: string,
	paper: string,
	creationTimestamp: number,
	round = 1
): Uint8Array {
	const words = {
		date: m.paper_fact_date(),
		page: m.paper_page({ page: '<page>', pages: '<pages>' })
	};
	const inputs = {
		paper,
		colours: JSON.stringify(LABEL_COLOURS),
		words: JSON.stringify(words)
	};
	try {
		return compiler.pdf(
			{ mainFileContent: template, inputs },
			{ pdfStandard: 'ua-1', creationTimestamp }
		);
	} catch (error) {
		const spelled = spellOut(paper, diagnosticsOf(error));
		if (spelled === paper || round === MOST_ROUNDS) throw error;
		return typeset(compiler, template, spelled, creationTimestamp, round + 1);
	}
}

/** The native package puts its diagnostics in either the message or the code. */
function diagnosticsOf(error: unknown): string {
	return error instanceof Error && 'code' in error
		? `${error} ${String(error.code)}`
		: String(error);
}

function spellOut(paper: string, diagnostics: string): string {
	const readable = diagnostics.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) =>
		String.fromCodePoint(parseInt(hex, 16))
	);
	const reports = readable.matchAll(/the text `\\*"(.+?)\\*"` could not be displayed/gsu);
	const missing = new Set([...reports].flatMap(([, text]) => [...(text ?? '')]));
	return [...paper]
		.map((character) =>
			missing.has(character) && character > '~' ? codePoint(character) : character
		)
		.join('');
}

function codePoint(character: string): string {
	return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
