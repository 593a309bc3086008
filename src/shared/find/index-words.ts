import { foldText } from '../search.ts';

const LONGEST = 40; // UTF-16 units of a word; of a longer one these are looked at
const MOST_TERMS = 6; // words of a search that are looked at

/** `js-07` and `js-07-a12`: one word each, and the number also by itself. */
const REFERENCE = /(?<![\p{L}\p{N}])(js)-(\d+)(?:-([acd]\d*))?(?![\p{L}\p{N}])/gu;

/** The words by which a text is found, folded; at most so many. */
export function indexWords(text: string, most = Infinity): Set<string> {
	const words = new Set<string>();
	const plain = foldText(text);
	for (const [, js = '', session = '', number] of plain.matchAll(REFERENCE)) {
		words.add(`${js}${session}${number ?? ''}`);
		if (number) words.add(number);
	}
	for (const word of split(plain.replaceAll(REFERENCE, ' '))) {
		if (words.size >= most) break;
		words.add(word);
	}
	return words;
}

/** The beginnings of words that somebody looks for; all must be found. The one that is found least often is probably the first. */
export function soughtWords(search: string): string[] {
	const joined = foldText(search).replaceAll(
		REFERENCE,
		(_, js: string, session: string, number?: string) => ` ${js}${session}${number ?? ''} `
	);
	const words = [...new Set(split(joined))].slice(0, MOST_TERMS);
	return words.sort((a, b) => b.length - a.length);
}

/** Behind every word that begins so, in the order of bytes. */
export const afterAll = (start: string): string => `${start}\u{10ffff}`;

/** How a title begins, to be compared with what somebody looks for. */
export function startOf(title: string): string {
	return foldText(title.slice(0, LONGEST)).trim().slice(0, LONGEST).toWellFormed();
}

function split(plain: string): string[] {
	return plain
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.map((word) => word.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, ''));
}
