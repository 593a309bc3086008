import { hasRightToLeft, RIGHT_TO_LEFT_LETTERS } from './typed-text.ts';

// Marks, embeddings, overrides and isolates of text direction, and the deprecated ones.
const CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/g;
const MARKS = '\u061c\u200e\u200f';
const OPENERS = '\u2066\u2067\u2068';
const [ISOLATE, END] = ['\u2068', '\u2069'];
const FIRST_LETTER = /\p{L}/u;
const STARTS_RIGHT_TO_LEFT = new RegExp(`^[${RIGHT_TO_LEFT_LETTERS}]`, 'u');

/** A part of somebody's text: words, or a control of direction that has no effect. */
export type DirectionPart =
	| { readonly words: string; readonly at: number }
	| { readonly control: string; readonly at: number };

/**
 * The one rule for characters in people's words that change the direction of text, on screen and on paper: beside letters
 * written from right to left, a mark has its effect, and so has an isolate that is closed in the same text. Nothing else
 * has: with an override, or with something left open, a text reads differently from how it is stored. The screen shows
 * where such a character is.
 */
export function directionParts(text: string): DirectionPart[] {
	const controls = [...text.matchAll(CONTROL)].map(({ 0: control, index }) => ({ control, index }));
	if (controls.length === 0) return [{ words: text, at: 0 }];
	const effective = hasRightToLeft(text) ? effectiveOf(controls) : new Set();
	const parts: DirectionPart[] = [];
	let from = 0;
	const add = (to: number) => to > from && parts.push({ words: text.slice(from, to), at: from });
	for (const { control, index } of controls) {
		if (effective.has(index)) continue;
		add(index);
		parts.push({ control, at: index });
		from = index + 1;
	}
	add(text.length);
	return parts;
}

function effectiveOf(controls: readonly { control: string; index: number }[]): Set<number> {
	const effective = new Set<number>();
	const open: number[] = [];
	for (const { control, index } of controls) {
		if (MARKS.includes(control)) effective.add(index);
		else if (OPENERS.includes(control)) open.push(index);
		else if (control === END) {
			const start = open.pop();
			if (start !== undefined) effective.add(start).add(index);
		}
	}
	return effective;
}

/** The name of a control by its number: `U+202E`. */
export function controlCode(control: string): string {
	return `U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text without controls of direction that have no effect: it closes what it opens. */
export function settled(text: string): string {
	return directionParts(text)
		.map((part) => ('words' in part ? part.words : ''))
		.join('');
}

/**
 * A text to stand among others in a line. Letters written from right to left would pull the reference, number or date beside
 * them to their other side; each line of such a text is set apart, in its own direction.
 */
export function isolate(text: string): string {
	if (!hasRightToLeft(text)) return text;
	return text
		.split('\n')
		.map((line) => (hasRightToLeft(line) ? `${ISOLATE}${settled(line)}${END}` : line))
		.join('\n');
}

/** The direction of a block of text: that of its first letter, as browsers do it for `dir="auto"`. */
export function directionOf(text: string): 'ltr' | 'rtl' {
	const letter = FIRST_LETTER.exec(text)?.[0] ?? '';
	return STARTS_RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}
