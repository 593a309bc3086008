import { settled } from './direction.ts';

// Marks, embeddings, overrides and isolates of text direction, and the deprecated ones.
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/g;
// Controls, line ends of every kind, and everything that has no width. Joiners stay: Persian and emoji need them.
const UNSEEN =
	/[\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\uffff]/g;

/** The text with characters that change its direction spelled out as `\u202e`, for formats that must give back the same text. */
export function spelledDirection(text: string): string {
	return text.replaceAll(
		DIRECTION,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
}

/** The text without any character that changes its direction. */
export function withoutDirection(text: string): string {
	return text.replaceAll(DIRECTION, '');
}

/** Somebody's words as one line of at most so many characters, without anything that cannot be seen. */
export function oneLine(text: string, most: number): string {
	const line = settled(text.toWellFormed()).replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim();
	const characters = [...line.slice(0, 2 * most + 2)];
	if (characters.length <= most) return line;
	const kept = characters.slice(0, most - 1).join('');
	return `${settled(kept).trimEnd()}…`;
}
