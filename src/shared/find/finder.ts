import { foldText } from '../search.ts';

/** What somebody looks for. */
export interface Search {
	readonly words: string;
	/** Capitals are told from small letters. */
	readonly matchCase: boolean;
	/** Not within a longer word. */
	readonly wholeWords: boolean;
}

/** Where a match is in a text, in UTF-16 units. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** Finds the matches in one line; they never overlap, and are in the order of the line. */
export type Finder = (letters: string) => readonly Span[];

/** Longest search that is read; a line of a document is rarely longer. */
export const MOST_SOUGHT = 200; // characters

const ASCII = /^[\u0000-\u007f]*$/;
const ENDS_IN_WORD = /[\p{L}\p{N}_]$/u;
const BEGINS_IN_WORD = /^[\p{L}\p{N}_]/u;
const MARK = /^\p{M}$/u;
const NOTHING: readonly Span[] = [];

/**
 * A finder for what somebody typed: "Lukasz" finds "Łukasz", and what cannot be seen stops no match. A match begins and
 * ends with whole characters, so that "s" is not found in the "ß" that stands for two. Undefined for an empty search.
 */
export function finderFor({ words, matchCase, wholeWords }: Search): Finder | undefined {
	const sought = folded(words.slice(0, MOST_SOUGHT), matchCase).plain;
	if (sought === '') return undefined;
	return (letters) => {
		const line = folded(letters, matchCase);
		let at = line.plain.indexOf(sought);
		if (at < 0) return NOTHING;
		const spans: Span[] = [];
		while (at >= 0) {
			const end = at + sought.length;
			const span = (!wholeWords || isApart(line.plain, at, end)) && spanOf(line, at, end);
			if (span) spans.push(span);
			at = line.plain.indexOf(sought, span ? end : at + 1);
		}
		return spans;
	};
}

/** Letters as they are compared, and for each of them where its character begins and ends in the text. */
interface Folded {
	readonly plain: string;
	/** Undefined where nothing moved. */
	readonly from?: readonly number[];
	readonly to?: readonly number[];
}

function folded(letters: string, matchCase: boolean): Folded {
	if (ASCII.test(letters)) return { plain: matchCase ? letters : letters.toLowerCase() };
	let plain = '';
	const [from, to]: [number[], number[]] = [[], []];
	let at = 0;
	for (const character of letters) {
		const end = at + character.length;
		// A mark belongs to the letter before it, and is replaced with it.
		if (MARK.test(character)) for (let i = to.length; to[--i] === at;) to[i] = end;
		const units = foldedCharacter(character, matchCase);
		plain += units;
		for (let unit = 0; unit < units.length; unit++) {
			from.push(at);
			to.push(end);
		}
		at = end;
	}
	return { plain, from, to };
}

const known = new Map<string, string>();
const MOST_KNOWN = 20_000; // characters of the scripts that one meeting writes, and to spare

function foldedCharacter(character: string, matchCase: boolean): string {
	let plain = known.get(character);
	if (plain === undefined) {
		plain = foldText(character);
		if (known.size < MOST_KNOWN) known.set(character, plain);
	}
	if (!matchCase) return plain;
	return character === character.toLowerCase() ? plain : plain.toUpperCase();
}

/** Undefined when it would begin or end within a character. */
function spanOf({ from, to }: Folded, at: number, end: number): Span | undefined {
	if (!from || !to) return { from: at, to: end };
	const [first, last] = [from[at], to[end - 1]];
	if (first === undefined || last === undefined) return undefined;
	const divides = first === from[at - 1] || from[end - 1] === from[end];
	return divides ? undefined : { from: first, to: last };
}

function isApart(plain: string, at: number, end: number): boolean {
	const before = ENDS_IN_WORD.test(plain.slice(Math.max(0, at - 2), at));
	return !before && !BEGINS_IN_WORD.test(plain.slice(end, end + 2));
}
