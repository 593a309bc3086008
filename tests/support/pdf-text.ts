import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
	/** Text of each page, with white space collapsed. */
	readonly pages: readonly string[];
	/** Every role of the structure tree, in order. */
	readonly roles: readonly string[];
	readonly title: unknown;
	/** All metadata, bookmarks, names of places and attached files, as JSON. */
	readonly about: string;
	readonly language: unknown;
	readonly isMarked: boolean;
	/** Texts that run off the page at the right or bottom. */
	readonly outside: readonly string[];
}

/** Reads a PDF as a screen reader would: text, structure and metadata. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
	const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
	const pages: string[] = [];
	const roles: string[] = [];
	const outside: string[] = [];
	for (let number = 1; number <= pdf.numPages; number++) {
		const page = await pdf.getPage(number);
		const { items } = await page.getTextContent();
		const { width } = page.getViewport({ scale: 1 });
		for (const item of items) if ('str' in item && leaves(item, width)) outside.push(item.str);
		pages.push(collapse(items.map((item) => ('str' in item ? item.str : '')).join(' ')));
		roles.push(...rolesOf(await page.getStructTree()));
	}
	const { info, metadata } = await pdf.getMetadata();
	const xmp: unknown = metadata?.getRaw();
	const parts = [pdf.getOutline(), pdf.getDestinations(), pdf.getAttachments()] as const;
	const about = JSON.stringify([info, xmp, await Promise.all(parts)]);
	// Typed as an object, but the library returns a map.
	const marks: unknown = await pdf.getMarkInfo();
	await pdf.loadingTask.destroy();
	const { Title, Language } = info as Record<string, unknown>;
	return {
		pages,
		roles,
		outside,
		title: Title,
		about,
		language: Language,
		isMarked: marks instanceof Map && marks.get('Marked') === true
	};
}

/** One space for any white space. */
export function collapse(text: string): string {
	return text.replaceAll(/\s+/g, ' ').trim();
}

function leaves(item: { transform: unknown[]; width: number }, pageWidth: number): boolean {
	const [left, bottom] = [Number(item.transform[4]), Number(item.transform[5])];
	const [across, up] = [Number(item.transform[0]), Number(item.transform[1])];
	// The words across a draft are turned.
	const right = left + item.width * (across / Math.hypot(across, up));
	return right > pageWidth || bottom < 0;
}

function rolesOf(node: unknown): string[] {
	if (typeof node !== 'object' || node === null || !('role' in node)) return [];
	const children = 'children' in node && Array.isArray(node.children) ? node.children : [];
	return [String(node.role), ...children.flatMap(rolesOf)];
}

/** Words of a PDF and where they stand, in points from the left and the bottom of the page. */
export interface PlacedWords {
	readonly page: number;
	readonly words: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
}

/** Every piece of text of a PDF with its place, in the order in which it is drawn. */
export async function placesIn(bytes: Uint8Array): Promise<PlacedWords[]> {
	const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
	const places: PlacedWords[] = [];
	for (let page = 1; page <= pdf.numPages; page++) {
		const { items } = await (await pdf.getPage(page)).getTextContent();
		for (const item of items)
			if ('str' in item && item.str.trim() !== '') {
				const [x, y] = [Number(item.transform[4]), Math.round(Number(item.transform[5]))];
				places.push({ page, words: item.str, x, y, width: item.width });
			}
	}
	await pdf.loadingTask.destroy();
	return places;
}
