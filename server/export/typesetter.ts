import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTypst, type TypstCompiler } from './typst.ts';

const FOLDER = fileURLToPath(new URL('./pdf-template/', import.meta.url));
/** Documents for which the typesetter remembers its work: without any it is slow, and without end it grows. */
const REMEMBERED = 2;

/** What a document is made of. */
export interface Sources {
	/** Read by the template. */
	readonly inputs: Readonly<Record<string, string>>;
	/** Bytes of the pictures, by the paths under which the template finds them. */
	readonly images: ReadonlyMap<string, Buffer>;
	/** Seconds since 1970, UTC. */
	readonly at: number;
}

interface Typesetter {
	readonly compiler: TypstCompiler;
	readonly template: string;
}

let kept: Typesetter | undefined;

/** One for the whole process: each further one would keep native memory that nothing gives back. */
function typesetter(): Typesetter {
	kept ??= {
		compiler: createTypst(FOLDER),
		template: readFileSync(`${FOLDER}minutes.typ`, 'utf8')
	};
	return kept;
}

/** Typesets with the template of the minutes. Throws the typesetter's diagnostics. */
export function typesetPdf({ inputs, images, at }: Sources): Uint8Array {
	const { compiler, template } = typesetter();
	try {
		for (const [path, bytes] of images) compiler.mapShadow(`${FOLDER}${path}`, bytes);
		return compiler.pdf(
			{ mainFileContent: template, inputs },
			{ pdfStandard: 'ua-1', creationTimestamp: at }
		);
	} finally {
		compiler.resetShadow();
		compiler.evictCache(REMEMBERED);
	}
}
