import { m } from '#messages/messages.js';
import { LABEL_COLOURS } from '#shared/markings.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { directedPaper } from './block-direction.ts';
import { outline } from './outline.ts';
import { run, type Image, type Paper, type Picture } from './paper.ts';
import { rescued, type Trouble } from './rescue.ts';
import { typesetPdf } from './typesetter.ts';

export { ExportUnavailable } from './typst.ts';

/** Each round reports every character without a glyph. Spelling one out adds only ASCII, so few rounds suffice. */
const MOST_ROUNDS = 3;

/**
 * The minutes as tagged PDF (PDF/UA-1). The same minutes give the same bytes on the same machine, because the date in
 * the file is that of the minutes. A character that no font can show prints as its code point, `[U+4E2D]`, and a block that
 * cannot be typeset prints as its plain words, which `onTrouble` is told. Blocks its thread with native work for up to a
 * second. Throws `ExportUnavailable` on a platform without the typesetter.
 */
export async function renderPdf(
	minutes: Minutes,
	onTrouble: (trouble: Trouble) => void = () => undefined
): Promise<Uint8Array> {
	const paper = outline(minutes);
	try {
		return printed(paper);
	} catch (error) {
		if (error instanceof Error && error.name === 'ExportUnavailable') throw error;
		return printed(await rescued(paper, printed, onTrouble));
	}
}

function printed(paper: Paper): Uint8Array {
	const at = Math.floor(paper.preparedAt / 1000);
	const { text, images } = withoutBytes(paper);
	try {
		return typeset(text, images, at);
	} catch (error) {
		// One damaged picture must not keep anybody from the paper.
		if (images.size === 0 || !/image/i.test(diagnosticsOf(error))) throw error;
		return typeset(withoutImages(paper), new Map(), at);
	}
}

/** The paper as data for the typesetter, and the bytes of its pictures by the paths under which it finds them. */
function withoutBytes(paper: Paper): { text: string; images: ReadonlyMap<string, Buffer> } {
	const images = new Map<string, Buffer>();
	const text = JSON.stringify(directedPaper(paper), (key, value: unknown) => {
		if (key !== 'image' || !isImage(value)) return value;
		const { type, data, width, height } = value;
		const path = `picture-${images.size}.${type}`;
		images.set(path, Buffer.from(data, 'base64'));
		return { path, width, height };
	});
	return { text, images };
}

function withoutImages(paper: Paper): string {
	const damaged = run(` ${m.paper_picture_damaged()}`);
	return JSON.stringify(directedPaper(paper), (_, value: unknown) => {
		if (!isPicture(value) || !value.image) return value;
		return { ...value, image: undefined, runs: [...value.runs, damaged] };
	});
}

function isImage(value: unknown): value is Image {
	return typeof value === 'object' && value !== null && 'data' in value;
}

function isPicture(value: unknown): value is Picture {
	return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'picture';
}

function typeset(
	paper: string,
	images: ReadonlyMap<string, Buffer>,
	at: number,
	round = 1
): Uint8Array {
	const words = {
		date: m.paper_fact_date(),
		contents: m.paper_contents(),
		page: m.paper_page({ page: '<page>', pages: '<pages>' })
	};
	const inputs = { paper, colours: JSON.stringify(LABEL_COLOURS), words: JSON.stringify(words) };
	try {
		return typesetPdf({ inputs, images, at });
	} catch (error) {
		const spelled = spellOut(paper, diagnosticsOf(error));
		if (spelled === paper || round === MOST_ROUNDS) throw error;
		return typeset(spelled, images, at, round + 1);
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
