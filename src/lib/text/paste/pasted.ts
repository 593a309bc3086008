import type { NewLine } from '#shared/text/flatten.ts';
import { htmlLines } from './html-lines.ts';
import { plainLines, structuredLines } from './plain-lines.ts';

export interface Clipboard {
	/** Empty when the program that was copied from gave none. */
	readonly html: string;
	readonly text: string;
	/** How many files came along. */
	readonly files: number;
	/** Words alone are wanted. */
	readonly isPlain: boolean;
}

export interface Pasted {
	readonly lines: readonly NewLine[];
	/** Pictures and files that a text does not hold. */
	readonly leftOut: number;
}

/** Reads what is in a clipboard. A picture of what is there as words too, as spreadsheets add one, is not missed. */
export function pastedLines({ html, text, files, isPlain }: Clipboard): Pasted {
	if (html === '') {
		const lines = isPlain ? plainLines(text) : structuredLines(text);
		return { lines, leftOut: lines.length === 0 ? files : 0 };
	}
	// A document of its own: nothing in it is loaded or run.
	const page = new DOMParser().parseFromString(html, 'text/html');
	const { lines, pictures } = htmlLines(page.body);
	const isNothing = lines.length === 0 && pictures === 0;
	return { lines, leftOut: isNothing ? files : pictures };
}
