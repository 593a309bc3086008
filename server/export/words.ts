import type { Minutes } from '#shared/minutes/minutes.ts';

const FROM_SOURCE = 'not stated in the source';
const ROMAN = [
	['X', 10],
	['IX', 9],
	['V', 5],
	['IV', 4],
	['I', 1]
] as const;

/** "1 participant", "3 participants". */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The sentence for a list with nothing in it: "No action point is recorded." */
export function noneOf(noun: string, minutes: Minutes): string {
	const where = minutes.blank === FROM_SOURCE ? 'stated in the source' : 'recorded';
	return `No ${noun} is ${where}.`;
}

/** A text, or the words for "nothing recorded" when it is missing or empty. */
export function orBlank(text: string | undefined, minutes: Minutes): string {
	return text?.trim() ? text : minutes.blank;
}

/** A text, followed by the word for made-up content where it is that. */
export function flagged(text: string, illustrative: boolean): string {
	return illustrative ? `${text} (illustrative)` : text;
}

/** "JS-01-A2 — void": what a withdrawn number prints. */
export function voided(reference: string): string {
	return `${reference} — void`;
}

/** Roman numeral of a number from 1 up. */
export function roman(number: number): string {
	let rest = number;
	let text = '';
	for (const [letters, worth] of ROMAN) for (; rest >= worth; rest -= worth) text += letters;
	return text;
}
