import type { Span } from './finder.ts';

/** A piece of an excerpt. */
export interface Piece {
	readonly text: string;
	readonly isMatch: boolean;
}

const BEFORE = 48; // characters before the first match
const LONGEST = 240; // characters

/** The words around the first match, with every match in them; `…` stands for what is left out. */
export function excerptOf(words: string, spans: readonly Span[]): Piece[] {
	const first = spans[0]?.from ?? 0;
	const start = wordStart(words, Math.max(0, first - BEFORE), first);
	const end = Math.min(words.length, start + LONGEST);
	const pieces: Piece[] = [{ text: start > 0 ? '…' : '', isMatch: false }];
	let at = start;
	for (const { from, to } of spans) {
		if (to > end) break;
		pieces.push({ text: words.slice(at, from), isMatch: false });
		pieces.push({ text: words.slice(from, to), isMatch: true });
		at = to;
	}
	const rest = words.slice(at, end).replace(/[\uD800-\uDBFF]$/, '');
	pieces.push({ text: `${rest}${end < words.length ? '…' : ''}`, isMatch: false });
	return pieces.filter(({ text }) => text !== '');
}

/** An excerpt does not begin within a word, if there is another before the match. */
function wordStart(words: string, from: number, before: number): number {
	if (from === 0) return 0;
	const space = words.indexOf(' ', from);
	return space >= 0 && space < before ? space + 1 : from;
}
