import { excerptOf, type Piece } from '#shared/find/excerpt.ts';
import { finderFor, type Span } from '#shared/find/finder.ts';

const NEAR = 8; // UTF-16 units before a match: a letter with its marks
/** Only beginnings of words are found. */
const IN_WORD = /[\p{L}\p{N}]\p{M}*$/u;

/** The words around what was looked for, with a mark on each place. */
export function markedBy(text: string): (words: string) => readonly Piece[] {
	const finders = text
		.split(/\s+/)
		.flatMap((words) => finderFor({ words, matchCase: false, wholeWords: false }) ?? []);
	return (words: string) => {
		const spans = finders
			.flatMap((finder) => finder(words))
			.filter(({ from }) => !IN_WORD.test(words.slice(Math.max(0, from - NEAR), from)))
			.sort((a, b) => a.from - b.from);
		return excerptOf(words, apart(spans));
	};
}

function apart(spans: readonly Span[]): Span[] {
	let end = -1;
	return spans.filter(({ from, to }) => {
		const isApart = from >= end;
		if (isApart) end = to;
		return isApart;
	});
}
