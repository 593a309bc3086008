import { m } from '#messages/messages.js';
import type { Minutes } from '#shared/minutes/minutes.ts';

const ROMAN = [
	['X', 10],
	['IX', 9],
	['V', 5],
	['IV', 4],
	['I', 1]
] as const;

/** Whether the minutes were made from a source, which may leave things unstated. */
export function isFromSource({ blank }: Minutes): boolean {
	return blank === m.paper_not_stated();
}

/** A text, or the minutes' wording for a blank when it is missing or empty. */
export function orBlank(text: string | undefined, minutes: Minutes): string {
	return text?.trim() ? text : minutes.blank;
}

/** A text, with a note if its content is illustrative. */
export function flagged(text: string, illustrative: boolean): string {
	return illustrative ? m.paper_illustrative({ text }) : text;
}

/** Who led or recorded the meeting, flagged as in the list of participants. */
export function officer(name: string | undefined, { delegations }: Minutes): string | undefined {
	const people = delegations.flatMap((one) => one.people);
	return (
		name &&
		flagged(
			name,
			people.some((one) => one.name === name && one.illustrative)
		)
	);
}

/** "JS-01-A2 — void", printed for a withdrawn number. */
export function voided(reference: string): string {
	return m.paper_void({ reference });
}

/** The Roman numeral of a number from 1. */
export function roman(number: number): string {
	let rest = number;
	let text = '';
	for (const [letters, worth] of ROMAN) for (; rest >= worth; rest -= worth) text += letters;
	return text;
}
